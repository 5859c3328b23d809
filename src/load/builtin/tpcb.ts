import type { Workload } from './workload.ts';

/** Sizes of TPC-B for each unit of scale. */
const TELLERS = 10;
const ACCOUNTS = 10_000;

/** As pgbench's built-in script; accounts are a tenth of TPC-B's, so that they are made in seconds. */
export const tpcb: Workload = {
  name: 'tpcb-like',
  about: 'a bank transaction: three updates, a select and an insert in a block (as pgbench has it)',
  script: String.raw`
\set aid random(1, :accounts)
\set bid random(1, :scale)
\set tid random(1, :tellers)
\set delta random(-5000, 5000)
BEGIN;
UPDATE pgwire_load_accounts SET abalance = abalance + :delta WHERE aid = :aid;
SELECT abalance FROM pgwire_load_accounts WHERE aid = :aid;
\expect 1
UPDATE pgwire_load_tellers SET tbalance = tbalance + :delta WHERE tid = :tid;
UPDATE pgwire_load_branches SET bbalance = bbalance + :delta WHERE bid = :bid;
INSERT INTO pgwire_load_history (tid, bid, aid, delta, mtime) VALUES (:tid, :bid, :aid, :delta, CURRENT_TIMESTAMP);
END;
`,
  tables: [
    {
      name: 'pgwire_load_branches',
      columns: 'bid integer PRIMARY KEY, bbalance integer',
      rows: (scale) => scale,
      line: (row) => `${row}\t0`,
    },
    {
      name: 'pgwire_load_tellers',
      columns: 'tid integer PRIMARY KEY, bid integer, tbalance integer',
      rows: (scale) => TELLERS * scale,
      line: (row) => `${row}\t${Math.ceil(row / TELLERS)}\t0`,
    },
    {
      name: 'pgwire_load_accounts',
      columns: 'aid integer PRIMARY KEY, bid integer, abalance integer',
      rows: (scale) => ACCOUNTS * scale,
      line: (row) => `${row}\t${Math.ceil(row / ACCOUNTS)}\t0`,
    },
    {
      name: 'pgwire_load_history',
      columns: 'tid integer, bid integer, aid integer, delta integer, mtime timestamp',
      rows: () => 0,
      line: () => '',
    },
  ],
  variables: (scale) => ({ tellers: TELLERS * scale, accounts: ACCOUNTS * scale }),
};
