/** A step of an ORM's program that is known to fail on the gateway. One that passes must be taken off the list. */
interface ExpectedFailure {
  readonly suite: string;
  readonly step: string;
  readonly reason: string;
}

/** All of them, with what a reader can check. */
export const EXPECTED_FAILURES: readonly ExpectedFailure[] = [];
