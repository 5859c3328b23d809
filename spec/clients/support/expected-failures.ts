/** A step of an ORM's program that is known to fail on the gateway. One that passes must be taken off the list. */
interface ExpectedFailure {
  readonly suite: string;
  readonly step: string;
  readonly reason: string;
}

/** All of them, with what a reader can check. */
export const EXPECTED_FAILURES: readonly ExpectedFailure[] = [
  {
    suite: 'sequelize',
    step: 'find or create',
    reason:
      'Sequelize inserts through a function of PL/pgSQL in pg_temp; the gateway has no functions of users: 0A000',
  },
];

/** Words of a definition that the gateway's catalog does not show. They must be gone from the list when it does. */
interface UnshownWords {
  readonly suite: string;
  readonly words: string;
  readonly reason: string;
}

export const UNSHOWN_WORDS: readonly UnshownWords[] = [
  {
    suite: 'django',
    words: ' varchar_pattern_ops',
    reason: 'the operator class of an index that IRIS has itself is not kept',
  },
];
