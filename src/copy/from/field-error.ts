/** What is wrong with one field of a row. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  /** Its 0-based number. */
  readonly field: number;
  /** Its text; null for NULL, undefined in the binary format. */
  readonly value: string | null | undefined;

  constructor(field: number, problem: unknown, value?: string | null) {
    super('a field cannot be read', { cause: problem });
    this.field = field;
    this.value = value;
  }
}
