/** What the programs of the ORM suites share: where the server is, what to store, how to say what was found. */

export const connection = {
  host: process.env.PGHOST,
  port: Number(process.env.PGPORT),
  user: process.env.PGUSER,
  database: process.env.PGDATABASE,
};

export const connectionUrl = `postgresql://${connection.user}@${connection.host}:${connection.port}/${connection.database}`;

/** Runs one step and says what came of it in a line of JSON, which the spec reads. A step that fails stops no other. */
export async function step(name, run) {
  try {
    say({ step: name, value: (await run()) ?? null });
  } catch (error) {
    // What the server said is the cause in some clients.
    const { code, message } = error.cause ?? error;
    say({ step: name, error: `${code ?? error.constructor.name}: ${message}`, stack: error.stack });
  }
}

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The error that a call must end with. */
export async function failureOf(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('no error where one was expected');
}

export const AUTHORS = [
  { name: 'Ursula', email: 'ursula@example.org' },
  { name: 'Stanislaw', email: 'stanislaw@example.org' },
  { name: 'Olga', email: null },
];

export const TOPICS = ['politics', 'science', 'travel'];

/** `author` and `topics` name rows by their names. */
export const BOOKS = [
  {
    title: 'The Dispossessed',
    published: 1974,
    price: '12.50',
    labels: ['utopia', 'physics'],
    details: { pages: 341, awards: ['Hugo', 'Nebula'] },
    author: 'Ursula',
    topics: ['politics', 'science'],
  },
  {
    title: 'The Lathe of Heaven',
    published: 1971,
    price: '9.99',
    labels: ['dream'],
    details: { pages: 184 },
    author: 'Ursula',
    topics: ['science'],
  },
  {
    title: 'Solaris',
    published: 1961,
    price: '11.00',
    labels: ['ocean', 'physics'],
    details: { pages: 204, awards: [] },
    author: 'Stanislaw',
    topics: ['science', 'travel'],
  },
  {
    title: 'Flights',
    published: 2007,
    price: '15.25',
    labels: [],
    details: { pages: 403, awards: ['Booker'] },
    author: 'Olga',
    topics: ['travel'],
  },
];

/** Numbers as text, whatever the client makes of a numeric or a count. */
export function texts(rows) {
  return rows.map((row) => row.map((value) => (value === null ? null : String(value))));
}

/** A numeric with two digits behind the point, which some clients read as a number. */
export function money(value) {
  return value === null ? null : Number(value).toFixed(2);
}

/** Rows of a join as pairs of the outer value and the inner ones, in the order in which they come. */
export function grouped(rows, outer, inner) {
  const groups = Object.groupBy(rows, (row) => row[outer]);
  return Object.entries(groups).map(([key, group]) => [key, group.map((row) => row[inner])]);
}

/** Thrown to undo a transaction. */
export class Undo extends Error {}

/** Lets an error pass that was thrown to undo a transaction. */
export function forgive(error) {
  if (!(error instanceof Undo)) throw error;
}
