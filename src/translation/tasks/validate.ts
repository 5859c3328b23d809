import { GatewayError, type ErrorFields } from '../../errors/gateway-error.ts';
import type { ThreadCatalog } from '../thread.ts';
import type { ValidateTask } from './messages.ts';

/** Lets PostgreSQL run a definition on the mirrored schema and rolls it back; its notices when it succeeds. */
export function validate({ text, session }: ValidateTask, { shadow }: ThreadCatalog): readonly ErrorFields[] {
  const { error, notices } = shadow.tryDdl(text, session);
  if (error !== null) throw GatewayError.fromFields(error);
  return notices;
}
