import type { TranslationContext } from '../context.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { CoerceToDomain, Expression } from '../tree/nodes.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** A cast to a domain changes nothing; NOT NULL and CHECK are PostgreSQL's to evaluate. */
export function toDomain(node: CoerceToDomain, scope: Scope, print: Print): Fragment {
  const { context } = scope.statement;
  refuseConstrained(node.resulttype, context, node.location);
  return print.scalar(node.arg, scope);
}

/** The value within casts to domains without constraints. */
export function withoutDomains(node: Expression, context: TranslationContext): Expression {
  if (node.kind !== 'COERCETODOMAIN') return node;
  refuseConstrained(node.resulttype, context, node.location);
  return withoutDomains(node.arg, context);
}

/** @throws GatewayError 0A000 when values of the type have to be checked, if it is a domain */
export function refuseConstrained(oid: number, context: TranslationContext, location: number): void {
  const type = context.type(oid);
  if (type?.constrained === true) throw unsupported(`a value of domain ${type.name}`, context, location);
}
