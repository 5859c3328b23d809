import { expect } from 'chai';
import { Writable } from 'node:stream';
import winston from 'winston';
import { IrisError } from '../../../src/backend/iris-session.ts';
import { createLogger, errorReporter } from '../../../src/diagnostics/logger.ts';
import { fromIris } from '../../../src/errors/from-iris.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

const SECRET = "Field 'SQLUser.t.name' (value 'geheim') failed";

function logged(error: unknown, format: 'json' | 'text' = 'text'): string {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const logger = createLogger({ level: 'info', format });
  logger.clear().add(new winston.transports.Stream({ stream }));
  errorReporter(logger)(error);
  return text;
}

describe('the log', () => {
  const WITH_DATA: readonly (readonly [string, unknown])[] = [
    ['an error of IRIS', new IrisError(-400, SECRET)],
    ['an error made of one', fromIris(-400, SECRET)],
    [
      'an error caused by one',
      new GatewayError('XX000', 'internal error', {}, { cause: new IrisError(-400, SECRET) }),
    ],
  ];
  for (const format of ['json', 'text'] as const) {
    for (const [name, error] of WITH_DATA) {
      it(`has no values of ${name} (${format})`, () => {
        const text = logged(error, format);
        expect(text).to.include('-400').and.not.to.include('geheim');
      });
    }
  }

  it('tells of a defect what happened and where', () => {
    const text = logged(
      new GatewayError('XX000', 'internal error', {}, { cause: new TypeError('x is undefined') }),
    );
    expect(text)
      .to.include('internal error')
      .and.to.include('TypeError: x is undefined')
      .and.to.include('logger.spec.ts');
  });
});
