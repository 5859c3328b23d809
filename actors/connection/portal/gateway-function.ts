import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { GatewayFunctionPrepared } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';
import type { Portal, Run } from './portal.ts';

/** A statement without tables that calls functions whose truth lives in the gateway. */
export function runGatewayFunction(
  _session: Session,
  _portal: Portal,
  prepared: GatewayFunctionPrepared,
  _run: Run,
): Promise<void> {
  throw new GatewayError(
    '0A000',
    `function ${prepared.functions.join(', ')} is not supported by the gateway`,
  );
}
