import { asText, nameKey } from './query.ts';
import type { DictionaryQuery } from './query.ts';
import type { ReadScope } from './read-scope.ts';

/** What only the class dictionary tells of a column: INFORMATION_SCHEMA shows a vector as VARCHAR. */
export interface PropertyFacts {
  /** `VECTOR(DOUBLE,3)` for a vector, else null. */
  readonly vectorType: string | null;
  /** %Counter and %AutoIncrement */
  readonly counter: boolean;
}

/** An HNSW index, by class and SQL name. */
export interface HnswFacts {
  readonly distance: 'Cosine' | 'DotProduct';
}

const VECTOR_CLASS = '%Library.Vector';

/**
 * A parameter of a property or index within the collection `Parameters`. How a namespace projects the collection to SQL
 * was not verified on a live server (iris-sql.md section 9): delimited text and $LIST both have the name, something that
 * is no letter or digit, and the value.
 */
export function parameterOf(parameters: string, name: string): string | null {
  const match = new RegExp(`(?:^|[^A-Za-z0-9])${name}[^A-Za-z0-9]+([A-Za-z0-9]+)`, 'i').exec(parameters);
  return match?.[1] ?? null;
}

function vectorType(parameters: string): string {
  const element = (parameterOf(parameters, 'DATATYPE') ?? 'DOUBLE').toUpperCase();
  const length = parameterOf(parameters, 'LEN');
  return length !== null && /^\d+$/.test(length) ? `VECTOR(${element},${length})` : `VECTOR(${element})`;
}

/** Vector and counter properties, by class and SQL column name. */
export function readPropertyFacts(query: DictionaryQuery, scope: ReadScope): Map<string, PropertyFacts> {
  const { condition, args } = scope.classes('parent');
  const rows = query(
    `SELECT parent, SqlFieldName, Type, Parameters FROM %Dictionary.CompiledProperty WHERE Type IN ('${VECTOR_CLASS}', '%Library.Counter', '%Library.AutoIncrement')${condition}`,
    args,
  );
  return new Map(
    rows.map(([className, column, type, parameters]) => {
      const isVector = asText(type) === VECTOR_CLASS;
      return [
        nameKey(asText(className), asText(column)),
        { vectorType: isVector ? vectorType(asText(parameters)) : null, counter: !isVector },
      ];
    }),
  );
}

/** HNSW indexes, by class and SQL index name. */
export function readHnswFacts(query: DictionaryQuery, scope: ReadScope): Map<string, HnswFacts> {
  const { condition, args } = scope.classes('parent');
  const rows = query(
    `SELECT parent, SqlName, Parameters FROM %Dictionary.CompiledIndex WHERE TypeClass = '%SQL.Index.HNSW'${condition}`,
    args,
  );
  return new Map(
    rows.map(([className, index, parameters]) => [
      nameKey(asText(className), asText(index)),
      {
        distance:
          parameterOf(asText(parameters), 'Distance')?.toUpperCase() === 'DOTPRODUCT'
            ? 'DotProduct'
            : 'Cosine',
      },
    ]),
  );
}
