/** Where the gateway differs from pgvector, by topic and statement, with the reason. A difference that is gone fails too. */
export const PGVECTOR_EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['types/negative zero', 'IRIS has no negative zero: what is stored is 0'],
  [
    'functions/38 alter table f alter column c type vector',
    'IRIS cannot change a vector column in place: 0A000',
  ],
  ['functions/39 insert into f id c values 30 1 2 3 returning c', 'follows from the statement before'],
]);
