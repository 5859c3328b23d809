/** How a statement ends: with the next one, or by leaving what it stands in. */
export type Flow =
  | { readonly kind: 'next' }
  | { readonly kind: 'return' }
  | { readonly kind: 'exit' | 'continue'; readonly label: string | null };

export const NEXT: Flow = { kind: 'next' };
export const RETURN: Flow = { kind: 'return' };

/** What the end of a loop's body means to the loop: another turn, its end, or the end of what is around it. */
export function afterTurn(flow: Flow, label: string | null): 'again' | 'leave' | Flow {
  if (flow.kind === 'next') return 'again';
  if (flow.kind === 'return') return flow;
  if (flow.label !== null && flow.label !== label) return flow;
  return flow.kind === 'exit' ? 'leave' : 'again';
}
