import { itDoesTheLibrary, javascriptProgram, requirePackages } from '../../support/orm.ts';

describe('LangChain PGVectorStore', () => {
  before(async function () {
    this.timeout(300_000);
    await requirePackages(this);
  });

  // PostgreSQL 15 of Debian has no pgvector: distances are those of the formulas over the word counts.
  itDoesTheLibrary(
    'langchain',
    { ...javascriptProgram('langchain'), gatewayOnly: true },
    {
      initialised: null,
      added: 5,
      index: null,
      nearest: [
        ['The ocean of', '0.0507'],
        ['A ship sails', '0.4900'],
        ["It's physics", '0.9789'],
      ],
      filtered: ["It's physics", 'In the city '],
      'filtered by list': ['In the city ', "It's physics"],
      'filtered by array': ['In the city ', 'A ship sails'],
      'filtered by none': [],
      retriever: ['A dream chan', 'In the city '],
      metadata: [
        '00000000-0000-0000-0000-000000000001',
        { note: 'it\'s "quoted"', year: 1990, genre: 'story' },
      ],
      distances: {
        cosine: [
          ['The ocean of', '0.3619'],
          ['A dream chan', '0.4900'],
        ],
        euclidean: [
          ['A dream chan', '1.4142'],
          ['The ocean of', '1.7321'],
        ],
        innerProduct: [
          ['The ocean of', '-2.0508'],
          ['A dream chan', '-1.0408'],
        ],
      },
      'same id': 'Error inserting: duplicate key value violates unique constraint "documents_pkey"',
      'wrong dimensions': 'Error inserting: expected 8 dimensions, not 3',
      deleted: ['In the city ', "It's physics"],
      collections: [['ocean'], ['train']],
    },
  );
});
