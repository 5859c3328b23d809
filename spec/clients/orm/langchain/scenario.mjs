import { PGVectorStore } from '@langchain/community/vectorstores/pgvector';
import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import pg from 'pg';
import { connection, failureOf, step } from '../support/program.mjs';

/** Documents and their nearest through LangChain's PGVectorStore, with an embedding that needs no model. */

const WORDS = ['ocean', 'planet', 'ship', 'physics', 'dream', 'city', 'train', 'river'];

/** How often each word occurs: texts with common words are near each other. */
class WordCounts extends Embeddings {
  constructor() {
    super({});
  }

  async embedQuery(text) {
    const words = text.toLowerCase().split(/\W+/);
    return WORDS.map((word) => words.filter((other) => other === word).length + 0.01);
  }

  embedDocuments(texts) {
    return Promise.all(texts.map((text) => this.embedQuery(text)));
  }
}

const TEXTS = [
  ['The ocean of the planet thinks. The ocean dreams.', { genre: 'novel', year: 1961, tags: ['physics'] }],
  [
    'A ship sails between a planet and its moon.',
    { genre: 'novel', year: 1974, tags: ['physics', 'travel'] },
  ],
  ['In the city by the river a train waits.', { genre: 'story', year: 2007, tags: ['travel'] }],
  ['A dream changes the city.', { genre: 'novel', year: 1971, tags: [] }],
  ["It's physics: a train, a ship, a river.", { genre: 'story', year: 1990, note: 'it\'s "quoted"' }],
];

const pool = new pg.Pool({ ...connection, max: 12 });
const config = {
  pool,
  tableName: 'documents',
  columns: {
    idColumnName: 'id',
    vectorColumnName: 'vector',
    contentColumnName: 'content',
    metadataColumnName: 'metadata',
  },
};
const embeddings = new WordCounts();

/** Stores keep a connection of the pool each, which must be given back before the pool can end. */
const stores = [];
async function open(options) {
  const store = await PGVectorStore.initialize(embeddings, {
    ...config,
    dimensions: WORDS.length,
    ...options,
  });
  stores.push(store);
  return store;
}

const found = (results) => results.map(({ pageContent }) => pageContent.slice(0, 12));
const scored = (results) =>
  results.map(([{ pageContent }, score]) => [pageContent.slice(0, 12), score.toFixed(4)]);

let store;
await step('initialised', async () => {
  store = await open({});
  // A second store finds the table there.
  await open({});
});

await step('added', async () => {
  const documents = TEXTS.map(([pageContent, metadata]) => new Document({ pageContent, metadata }));
  await store.addDocuments(documents.slice(0, 3));
  const ids = documents.slice(3).map((_, index) => `00000000-0000-0000-0000-00000000000${index}`);
  await store.addDocuments(documents.slice(3), { ids });
  const { rows } = await pool.query('select count(*)::integer as count from documents');
  return rows[0].count;
});

await step('index', () => store.createHnswIndex({ dimensions: WORDS.length, efConstruction: 64, m: 16 }));

await step('nearest', async () => scored(await store.similaritySearchWithScore('ocean planet', 3)));

await step('filtered', async () => found(await store.similaritySearch('ship', 5, { genre: 'story' })));

await step('filtered by list', async () =>
  found(
    await store.similaritySearch('city', 5, { genre: { in: ['story', 'play'] }, year: { in: [2007, 1990] } }),
  ),
);

await step('filtered by array', async () =>
  found(await store.similaritySearch('train', 5, { tags: { arrayContains: ['travel'] } })),
);

await step('filtered by none', async () => found(await store.similaritySearch('ship', 5, { genre: 'poem' })));

await step('retriever', async () => found(await store.asRetriever({ k: 2 }).invoke('dream city')));

await step('metadata', async () => {
  const [document] = await store.similaritySearch('physics train ship river', 1);
  return [document.id, document.metadata];
});

await step('distances', async () => {
  const result = {};
  for (const distanceStrategy of ['cosine', 'euclidean', 'innerProduct']) {
    const other = await open({ distanceStrategy });
    result[distanceStrategy] = scored(await other.similaritySearchWithScore('ocean dream', 2));
  }
  return result;
});

await step('same id', async () => {
  const [pageContent, metadata] = TEXTS[0];
  const ids = ['00000000-0000-0000-0000-000000000000'];
  const error = await failureOf(() => store.addDocuments([new Document({ pageContent, metadata })], { ids }));
  return error.message;
});

await step('wrong dimensions', async () => {
  const error = await failureOf(() =>
    store.addVectors([[1, 2, 3]], [new Document({ pageContent: 'short' })]),
  );
  return (error.cause ?? error).message;
});

await step('deleted', async () => {
  await store.delete({ ids: ['00000000-0000-0000-0000-000000000000'] });
  await store.delete({ filter: { genre: 'novel' } });
  return found(await store.similaritySearch('ship', 5)).sort();
});

await step('collections', async () => {
  // The table of these has vectors of any length.
  const collection = { tableName: 'passages', collectionTableName: 'collections', dimensions: undefined };
  const first = await open({ ...collection, collectionName: 'first' });
  const second = await open({ ...collection, collectionName: 'second' });
  await first.addDocuments([new Document({ pageContent: 'ocean', metadata: {} })]);
  await second.addDocuments([new Document({ pageContent: 'train', metadata: {} })]);
  return [found(await first.similaritySearch('train', 5)), found(await second.similaritySearch('train', 5))];
});

for (const { client } of stores) client.release();
await pool.end();
