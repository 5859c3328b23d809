import Mocha from 'mocha';

/** Mocha's spec reporter and the closing line that scripts read: `N passed, N failed`. */
export default class ClosingLineReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    // Registered after the spec reporter's own listener, so the line comes after its list of failures.
    runner.once('end', () => {
      console.log(`${this.stats.passes} passed, ${this.stats.failures} failed`);
    });
  }
}
