import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { PreparedStatement } from '../statement.ts';

type Prepare = (
  text: string,
  statedTypes: readonly number[],
) => PreparedStatement | Promise<PreparedStatement>;

/**
 * Prepares the statement that an EXPLAIN is about: what is wrong with it is said at Parse, as PostgreSQL does. Of DECLARE it
 * is the cursor's query.
 */
export async function prepareExplained(
  { text, offset }: StatementOf<'explain'>,
  statedTypes: readonly number[],
  prepare: Prepare,
): Promise<PreparedStatement> {
  try {
    const statement = await prepare(text, statedTypes);
    return statement.inner ?? statement;
  } catch (error) {
    throw error instanceof GatewayError ? error.shifted(offset) : error;
  }
}
