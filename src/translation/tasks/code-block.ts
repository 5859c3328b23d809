import { GatewayError } from '../../errors/gateway-error.ts';
import { readProcedure } from '../../sql/procedural/read-procedure.ts';
import type { Procedure } from '../../sql/procedural/tree.ts';
import type { ThreadCatalog } from '../thread.ts';
import type { CodeBlockTask } from './messages.ts';

/** The name that PostgreSQL gives the function of a DO block: it stands in CONTEXT. */
const BEFORE = 'CREATE FUNCTION pg_temp.inline_code_block() RETURNS void LANGUAGE plpgsql AS ';

/**
 * Lets PostgreSQL compile the code of a DO statement, as a function that nobody calls, and reads it.
 * @throws GatewayError PostgreSQL's own, with its position in `literal`
 */
export function codeBlock({ literal, source, session }: CodeBlockTask, { shadow }: ThreadCatalog): Procedure {
  const { error } = shadow.tryDdl(BEFORE + literal, session);
  if (error !== null) throw GatewayError.fromFields(error).shifted(-BEFORE.length);
  return readProcedure(source);
}
