/** A known difference from PostgreSQL 15. It must still be there: one that is gone fails the run and is taken out. */
export interface KnownDifference {
  readonly topic: string;
  readonly name: string;
  /** The lines that differ, as `difference` prints them. */
  readonly differs: readonly string[];
  /** What a reader can check. */
  readonly reason: string;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    topic: 'start-up',
    name: 'SSL asked for twice',
    differs: [
      '- ErrorResponse {"message":"unsupported frontend protocol 1234.5679: server supports 3.0 to 3.0","severity":"FATAL","sqlstate":"0A000"}',
      '+ ErrorResponse {"message":"unsupported frontend protocol 1234.5679: server supports 3.0 to 3.2","severity":"FATAL","sqlstate":"0A000"}',
    ],
    reason: 'the gateway speaks protocol 3.2 too (wire.md, capability 11)',
  },
  {
    topic: 'start-up',
    name: 'a newer minor version',
    differs: [
      '- NegotiateProtocolVersion {"unrecognizedOptions":[],"version":196608}',
      '+ NegotiateProtocolVersion {"unrecognizedOptions":[],"version":196610}',
      '- BackendKeyData {"bytes":4}',
      '+ BackendKeyData {"bytes":32}',
    ],
    reason: 'the gateway speaks protocol 3.2, PostgreSQL 15 only 3.0; keys are longer from 3.2 on',
  },
  {
    topic: 'start-up',
    name: 'protocol 2',
    differs: [
      '+ ErrorResponse {"message":"unsupported frontend protocol 2.0: server supports 3.0 to 3.2","severity":"FATAL","sqlstate":"0A000"}',
    ],
    reason:
      'PostgreSQL answers in the form of protocol 2 (elog.c, send_message_to_frontend), which no client of this century reads',
  },
  {
    topic: 'start-up',
    name: 'protocol 4',
    differs: [
      '- ErrorResponse {"message":"unsupported frontend protocol 4.0: server supports 3.0 to 3.0","severity":"FATAL","sqlstate":"0A000"}',
      '+ ErrorResponse {"message":"unsupported frontend protocol 4.0: server supports 3.0 to 3.2","severity":"FATAL","sqlstate":"0A000"}',
    ],
    reason: 'the gateway speaks protocol 3.2 too (wire.md, capability 11)',
  },
  {
    topic: 'simple query',
    name: 'CREATE DATABASE in a block',
    differs: [
      '- ErrorResponse {"message":"CREATE DATABASE cannot run inside a transaction block","severity":"ERROR","sqlstate":"25001"}',
      '+ ErrorResponse {"detail":"A database is a namespace of InterSystems IRIS; namespaces are managed there.","message":"CREATE DATABASE is not supported","severity":"ERROR","sqlstate":"0A000"}',
    ],
    reason: 'databases are namespaces of IRIS, which are no matter of SQL',
  },
  {
    topic: 'extended query',
    name: 'a result format nobody knows',
    differs: ['- BindComplete'],
    reason:
      'refused with Bind, in which the code stands; PostgreSQL meets it when a row is sent (printtup.c)',
  },
  {
    topic: 'extended query',
    name: 'a parameter format nobody knows',
    differs: [
      '- ErrorResponse {"message":"unsupported format code: 7","severity":"ERROR","sqlstate":"22023","where":"unnamed portal parameter $1"}',
      '+ ErrorResponse {"message":"unsupported format code: 7","severity":"ERROR","sqlstate":"22023"}',
    ],
    reason: 'the codes are read before the values; PostgreSQL looks at a code when its value is read',
  },
  {
    topic: 'portals',
    name: 'a limit over RETURNING',
    differs: ['- CommandComplete {"tag":"UPDATE 1"}', '+ CommandComplete {"tag":"UPDATE 5"}'],
    reason:
      "the tag counts the rows that were changed; PostgreSQL's counts those of the last Execute (pquery.c, PortalRun)",
  },
  {
    topic: 'portals',
    name: 'WHERE CURRENT OF',
    differs: [
      '- ErrorResponse {"message":"cursor \\"nobody\\" does not exist","severity":"ERROR","sqlstate":"34000"}',
      '+ ErrorResponse {"message":"WHERE CURRENT OF is not supported on IRIS","severity":"ERROR","sqlstate":"0A000"}',
    ],
    reason:
      "IRIS's cursors are not those of the gateway: the clause is refused before the cursor is looked for",
  },
  {
    topic: 'pipelining',
    name: 'an error that planning finds',
    differs: ['+ BindComplete'],
    reason:
      'constants are evaluated when the statement is executed; PostgreSQL plans at Bind (postgres.c, exec_bind_message)',
  },
  {
    topic: 'copy',
    name: 'an unknown message within',
    differs: [
      '- ErrorResponse {"message":"unexpected message type 0x7A during COPY from stdin","severity":"ERROR","sqlstate":"08P01","where":"COPY crate, line 1"}',
      '- ErrorResponse {"message":"terminating connection because protocol synchronization was lost","severity":"FATAL","sqlstate":"08P01"}',
      '+ ErrorResponse {"message":"invalid frontend message type 122","severity":"FATAL","sqlstate":"08P01"}',
    ],
    reason:
      'what cannot be a message is fatal wherever it stands: its length cannot be believed (src/protocol/framer.ts)',
  },
  {
    topic: 'copy',
    name: 'out that fails in the middle',
    differs: ['- CopyData "10\\n"'],
    reason:
      'rows come from a lane in chunks; those of the chunk that fails are not sent (docs/ARCHITECTURE.md, The way of a statement)',
  },
  {
    topic: 'transactions',
    name: 'PREPARE TRANSACTION',
    differs: [
      '- ErrorResponse {"hint":"Set max_prepared_transactions to a nonzero value.","message":"prepared transactions are disabled","severity":"ERROR","sqlstate":"55000"}',
      '+ ErrorResponse {"hint":"InterSystems IRIS has no two-phase commit.","message":"prepared transactions are disabled","severity":"ERROR","sqlstate":"55000"}',
    ],
    reason: 'the hint names no setting that would help',
  },
  {
    topic: 'settings and notices',
    name: 'set_config and current_setting',
    differs: [
      '- RowDescription [{"attribute":0,"format":0,"name":"current_setting","tableOid":0,"typeOid":25,"typeSize":-1,"typmod":-1}]',
    ],
    reason:
      'a function of the shadow that fails is taken for a constant that fails when it is planned (actors/connection/query/simple-query.ts, streams)',
  },
  {
    topic: 'settings and notices',
    name: 'PREPARE and EXECUTE',
    differs: [
      '- ErrorResponse {"message":"invalid input syntax for type integer: \\"x\\"","position":11,"severity":"ERROR","sqlstate":"22P02"}',
      '+ ErrorResponse {"message":"invalid input syntax for type integer: \\"x\\"","severity":"ERROR","sqlstate":"22P02"}',
    ],
    reason: 'arguments of EXECUTE are evaluated apart from the statement, so that places in it are not known',
  },
  {
    topic: 'settings and notices',
    name: 'pg_prepared_statements',
    differs: [
      '- RowDescription [{"attribute":1,"format":0,"name":"name","tableOid":12095,"typeOid":25,"typeSize":-1,"typmod":-1},{"attribute":2,"format":0,"name":"statement","tableOid":12095,"typeOid":25,"typeSize":-1,"typmod":-1},{"attribute":4,"format":0,"name":"parameter_types","tableOid":12095,"typeOid":2211,"typeSize":-1,"typmod":-1},{"attribute":5,"format":0,"name":"from_sql","tableOid":12095,"typeOid":16,"typeSize":1,"typmod":-1}]',
      '+ RowDescription [{"attribute":1,"format":0,"name":"name","tableOid":12095,"typeOid":25,"typeSize":-1,"typmod":-1},{"attribute":2,"format":0,"name":"statement","tableOid":12095,"typeOid":25,"typeSize":-1,"typmod":-1},{"attribute":4,"format":0,"name":"parameter_types","tableOid":12095,"typeOid":2211,"typeSize":-1,"typmod":-1},{"attribute":6,"format":0,"name":"from_sql","tableOid":12095,"typeOid":16,"typeSize":1,"typmod":-1}]',
    ],
    reason: "the view has the column result_types from PostgreSQL 16 on, and so has the shadow's",
  },
  {
    topic: 'asynchronous operations and cancel',
    name: 'pg_terminate_backend of oneself',
    differs: ['- DataRow ["t"]'],
    reason: 'the session ends before the row is made; PostgreSQL looks for the signal after it',
  },
  {
    topic: 'asynchronous operations and cancel',
    name: 'pg_cancel_backend of oneself',
    differs: ['- DataRow ["t"]'],
    reason: 'the statement ends before its row is made; PostgreSQL looks for the signal after it',
  },
  {
    topic: 'asynchronous operations and cancel',
    name: 'FunctionCall of a function that nobody has',
    differs: [
      '- ErrorResponse {"message":"function with OID 999999 does not exist","severity":"ERROR","sqlstate":"42883"}',
      '+ ErrorResponse {"message":"function calls of the fast path are not supported","severity":"ERROR","sqlstate":"0A000"}',
    ],
    reason: 'the fast path is refused as a whole (wire.md, capability 64)',
  },
  {
    topic: 'extended query',
    name: 'Describe with a name of 64 KB',
    differs: ['+ ErrorResponse {"message":"invalid message length","severity":"FATAL","sqlstate":"08P01"}'],
    reason: 'PostgreSQL writes it to its log only and closes (pqcomm.c, pq_getmessage)',
  },
];

/** What one side has and the other has not: `-` lines of PostgreSQL, `+` lines of the gateway; the rest is common. */
export function difference(expected: readonly string[], actual: readonly string[]): string[] {
  // common[i][j]: length of the longest common part of what follows i and j.
  const common = Array.from({ length: expected.length + 1 }, () => new Uint16Array(actual.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = expected.length - 1; i >= 0; i -= 1) {
    const row = common[i] ?? new Uint16Array();
    for (let j = actual.length - 1; j >= 0; j -= 1) {
      row[j] = expected[i] === actual[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  for (let i = 0, j = 0; i < expected.length || j < actual.length; ) {
    if (i < expected.length && expected[i] === actual[j]) {
      i += 1;
      j += 1;
    } else if (j >= actual.length || (i < expected.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${expected[i]}`);
      i += 1;
    } else {
      lines.push(`+ ${actual[j]}`);
      j += 1;
    }
  }
  return lines;
}
