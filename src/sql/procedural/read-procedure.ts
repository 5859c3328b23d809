import { readBlock } from './read-block.ts';
import { readStatements } from './read-statements.ts';
import { TokenReader } from './token-reader.ts';
import type { Procedure, VariableConflict } from './tree.ts';

const CONFLICTS: readonly VariableConflict[] = ['error', 'use_variable', 'use_column'];

/**
 * The tree of a PL/pgSQL code block. libpg-query has a parser too, but its tree does not say which block declares a variable
 * (so that one that hides another cannot be told from it), nor where its parts stand.
 *
 * @param source of a block that PostgreSQL has found to be well-formed: what is wrong with it, this reader tells roughly
 * @throws GatewayError 0A000 for what the gateway does not run, 42601 otherwise
 */
export function readProcedure(source: string): Procedure {
  const reader = new TokenReader(source);
  let conflict: VariableConflict = 'error';
  while (reader.accept('#')) {
    const option = reader.name();
    if (option === 'variable_conflict') {
      const found = CONFLICTS.find((known) => reader.accept(known));
      if (found === undefined) throw reader.unexpected();
      conflict = found;
    } else reader.skip();
  }
  const block = readBlock(reader, readStatements);
  reader.accept(';');
  if (!reader.atEnd) throw reader.unexpected();
  return { block, conflict };
}
