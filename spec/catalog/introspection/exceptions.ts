/** A statement whose answer is known to differ from PostgreSQL 15's. It must still differ. */
export interface IntrospectionException {
  readonly tool: string;
  readonly name: string;
  readonly reason: string;
}

export const INTROSPECTION_EXCEPTIONS: readonly IntrospectionException[] = [];
