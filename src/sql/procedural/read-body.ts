import type { TokenReader } from './token-reader.ts';
import type { ProcedureStatement } from './tree.ts';

/** Reads statements up to one of these words: given to what holds some. */
export type ReadBody = (reader: TokenReader, ends: readonly string[]) => ProcedureStatement[];
