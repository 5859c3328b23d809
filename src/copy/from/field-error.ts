/** What is wrong with one field of a tuple, by its 0-based number. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly field: number;
  readonly problem: Error;

  constructor(field: number, problem: Error) {
    super(problem.message, { cause: problem });
    this.field = field;
    this.problem = problem;
  }
}
