import { IrisError, type IrisColumn } from '../../../../src/backend/iris-session.ts';
import { zversion } from '../../../../src/backend/embedded/functions/system.ts';
import { numberField, parseRequest, requestArguments, RequestError, textField } from './gateway-request.ts';
import { GatewayValues, type ReplyValue } from './gateway-values.ts';
import type { InstanceControl, JobIdentity } from './instance-control.ts';
import { Arguments, type ClassMethods, type Instance } from './instance.ts';
import { integerOf, type ObjectValue, textOf } from './object-value.ts';
import type { SqlServices } from './sql-services.ts';
import { Statement } from './statement.ts';
import type { StatementResult } from './statement-result.ts';
import { statusText } from './status.ts';
import { Thrown } from './thrown.ts';

/** The contract's number (docs/NATIVE.md). */
const HELPER = 1;

const ODBC_MODE = 1n;

interface OpenResult {
  readonly result: StatementResult;
  readonly columns: readonly IrisColumn[];
  /** Met behind rows that were returned: the next Fetch tells it. */
  failure?: unknown;
}

/**
 * Plays the class IrisPGWire.Gateway by its contract in docs/NATIVE.md; the class itself (ipm/) is ObjectScript and runs in
 * IRIS only.
 */
export class GatewayHelper implements Instance {
  readonly className = 'IrisPGWire.Gateway';
  readonly methods: Instance['methods'];
  readonly #services: SqlServices;
  readonly #identity: JobIdentity;
  readonly #control: InstanceControl;
  readonly #open = new Map<number, OpenResult>();
  readonly #appended = new Map<number, string>();
  readonly #values: GatewayValues;
  #handle = 0;

  constructor(services: SqlServices, identity: JobIdentity, control: InstanceControl) {
    this.#services = services;
    this.#identity = identity;
    this.#control = control;
    this.#values = new GatewayValues(services.streams);
    this.methods = {
      Hello: this.#method(() => this.#hello()),
      Run: this.#method((args) => this.#run(textOf(args.at(0)))),
      Fetch: this.#method((args) => this.#fetch(integerOf(args.at(0)), integerOf(args.at(1)))),
      Close: this.#method((args) => this.#close(integerOf(args.at(0)))),
      Describe: this.#method((args) => this.#describe(textField(parseRequest(textOf(args.at(0))), 'sql'))),
      Append: this.#method((args) => this.#append(textOf(args.at(0)))),
      Piece: (args) => this.#encode(guarded(() => this.#piece(integerOf(args.at(0))))),
      Cancel: this.#method((args) => ({
        done: this.#control.cancelQuery(integerOf(args.at(0))) ? 1 : 0,
      })),
      Log: this.#method((args) => this.#log(textOf(args.at(0)))),
    };
  }

  /** Every method but Piece forgets the values that were not asked for. */
  #method(work: (args: Arguments) => unknown): (args: Arguments) => ObjectValue {
    return (args) => {
      this.#values.drop();
      return this.#encode(guarded(() => work(args)));
    };
  }

  #encode(reply: unknown): string {
    return encode(reply, this.#services.features.has('utf8Pairs'));
  }

  #hello(): unknown {
    const { processId, namespace, username } = this.#identity;
    const version = zversion(this.#services.dialect);
    return { helper: HELPER, version, job: String(processId), namespace, user: username };
  }

  #run(text: string): unknown {
    const request = parseRequest(text);
    const args = requestArguments(request, (number) => this.#appended.get(number));
    this.#appended.clear();
    const statement = this.#prepare(textField(request, 'sql'));
    const result = statement.execute(args);
    const code = number(result, '%SQLCODE');
    if (code < 0) throw new IrisError(code, textOf(result.get('%Message') ?? ''));
    const { columns } = this.#services.session.describe(textField(request, 'sql'));
    const reply = {
      code,
      type: number(result, '%StatementType'),
      count: number(result, '%ROWCOUNT'),
      id: textOf(result.get('%ROWID') ?? ''),
    };
    if (columns.length === 0) {
      result.released();
      return { ...reply, h: 0 };
    }
    this.#handle += 1;
    this.#open.set(this.#handle, { result, columns });
    return {
      ...reply,
      cols: columns.map(columnReply),
      ...this.#batch(this.#handle, numberField(request, 'rows')),
    };
  }

  #prepare(sql: string): Statement {
    const statement = new Statement(this.#services, ODBC_MODE);
    const status = textOf(statement.prepare(sql));
    if (status === '1') return statement;
    const [, code = '-400', message = ''] =
      /SQLCODE: (-?\d+) Message: ([^]*)$/.exec(statusText(status)) ?? [];
    throw new IrisError(Number(code), message);
  }

  #fetch(handle: number, rows: number): unknown {
    if (!this.#open.has(handle)) throw new IrisError(-400, 'no cursor has this handle');
    return this.#batch(handle, rows);
  }

  /** The next rows of an open result; its handle as long as there may be more. */
  #batch(handle: number, most: number): { readonly rows: readonly ReplyValue[][]; readonly h: number } {
    const open = this.#open.get(handle);
    if (!open) throw new Error('the handle was looked up before');
    const rows: ReplyValue[][] = [];
    const batch = this.#values.batch();
    try {
      if (open.failure !== undefined) throw open.failure;
      while (rows.length < most && !batch.full) {
        if (!this.#next(open)) {
          this.#close(handle);
          return { rows, h: 0 };
        }
        rows.push(open.columns.map((column, i) => batch.reply(this.#data(open, i), column)));
      }
    } catch (error) {
      if (rows.length === 0) {
        this.#close(handle);
        throw error;
      }
      open.failure = error;
    }
    return { rows, h: handle };
  }

  #next({ result }: OpenResult): boolean {
    if (integerOf(result.methods['%Next']?.(new Arguments([])) ?? '') === 1) return true;
    const code = number(result, '%SQLCODE');
    if (code < 0) throw new IrisError(code, textOf(result.get('%Message') ?? ''));
    return false;
  }

  #data({ result }: OpenResult, index: number): ObjectValue {
    const position = new Arguments([{ value: BigInt(index + 1), byReference: false }]);
    return result.methods['%GetData']?.(position) ?? '';
  }

  #close(handle: number): unknown {
    this.#open.get(handle)?.result.released();
    this.#open.delete(handle);
    return {};
  }

  #describe(sql: string): unknown {
    this.#prepare(sql);
    const { columns, parameters } = this.#services.session.describe(sql);
    return { cols: columns.map(columnReply), params: parameters };
  }

  #append(text: string): unknown {
    const request = parseRequest(text);
    const key = numberField(request, 'p');
    const piece =
      request['b'] === undefined
        ? textField(request, 's')
        : Buffer.from(textField(request, 'b'), 'base64').toString('latin1');
    this.#appended.set(key, (this.#appended.get(key) ?? '') + piece);
    return {};
  }

  #piece(key: number): unknown {
    const piece = this.#values.piece(key);
    if (!piece) throw new IrisError(-400, 'no value has this number');
    return piece;
  }

  #log(text: string): unknown {
    const request = parseRequest(text);
    this.#control.log(textField(request, 'text'), numberField(request, 'severity'));
    return {};
  }

  get(): undefined {
    return undefined;
  }

  set(): boolean {
    return false;
  }

  released(): void {
    for (const { result } of this.#open.values()) result.released();
    this.#open.clear();
  }
}

/** Class methods of IrisPGWire.Gateway. */
export function gatewayClass(
  services: SqlServices,
  identity: JobIdentity,
  control: InstanceControl,
): ClassMethods {
  return { '%New': () => new GatewayHelper(services, identity, control) };
}

function number(result: StatementResult, property: string): number {
  return integerOf(result.get(property) ?? '');
}

function columnReply({ name, odbcType, precision, scale, nullable }: IrisColumn): unknown {
  return [name, odbcType, precision, scale, nullable ? 1 : 0];
}

/** Nothing is thrown: errors are replies (docs/NATIVE.md). */
function guarded(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof IrisError) return { err: { code: error.sqlcode, msg: error.message } };
    if (error instanceof Thrown || error instanceof RequestError)
      return { err: { code: -400, msg: error.message } };
    throw error;
  }
}

/**
 * JSON in UTF-8, every byte one character.
 * @param pairs whether a surrogate pair is one character of four bytes or two of three
 */
function encode(reply: unknown, pairs: boolean): string {
  const json = JSON.stringify(reply);
  if (!pairs) return Array.from(json, unpairedBytes).join('');
  return Buffer.from(json, 'utf8').toString('latin1');
}

function unpairedBytes(character: string): string {
  if (character.length === 1) return Buffer.from(character, 'utf8').toString('latin1');
  return [character.charCodeAt(0), character.charCodeAt(1)]
    .map((unit) =>
      String.fromCharCode(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)),
    )
    .join('');
}
