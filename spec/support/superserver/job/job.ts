import { openEmbeddedSession } from '../../../../src/backend/embedded/engine/session.ts';
import type { WriteTurn } from '../../../../src/backend/embedded/engine/write-turn.ts';
import { IrisError, type IrisSession } from '../../../../src/backend/iris-session.ts';
import type { Dialect } from '../../../../src/sql/context.ts';
import type { Features } from '../features.ts';
import { CALL, STATUS_ERROR, STATUS_OK } from '../wire/codes.ts';
import { type Item, ListError } from '../wire/item.ts';
import { refusal } from '../wire/login.ts';
import { readList } from '../wire/read-list.ts';
import { writeList } from '../wire/write-list.ts';
import { gatewayClass } from './gateway-helper.ts';
import type { InstanceControl, JobIdentity } from './instance-control.ts';
import { type Argument, Arguments, type ClassMethods, type Instance } from './instance.ts';
import { integerOf, itemOf, type ObjectValue, textOf, valueOf } from './object-value.ts';
import { ObjectTable } from './object-table.ts';
import { limited } from './list-text.ts';
import { statementClass } from './statement.ts';
import { StreamStore } from './stream.ts';
import { systemClasses } from './system-classes.ts';
import { Thrown, thrown } from './thrown.ts';
import { TransactionLevels } from './transaction-levels.ts';

export interface JobOptions {
  /** The database's file. */
  readonly path: string;
  readonly dialect: Dialect;
  readonly identity: JobIdentity;
  readonly features: Features;
  readonly control: InstanceControl;
  readonly turn: WriteTurn;
  /** Whether the running call is to stop. */
  readonly interrupted: () => boolean;
}

/** Answer to a call. */
export interface JobReply {
  readonly status: number;
  readonly payload: Buffer<ArrayBuffer>;
}

const NOTHING = writeList([]);

/** One process of the simulated instance: serves the calls of one connection (iris-driver.md section 5). */
export class Job {
  readonly #session: IrisSession;
  readonly #features: Features;
  readonly #objects = new ObjectTable();
  readonly #levels: TransactionLevels;
  readonly #classes: Readonly<Record<string, ClassMethods>>;

  constructor({ path, dialect, identity, features, control, turn, interrupted }: JobOptions) {
    this.#session = openEmbeddedSession({
      path,
      dialect,
      identity,
      interrupted,
      writeTurn: turn,
      processes: {
        cancelQuery: (processId) => {
          if (!features.has('cancelQuery')) throw new IrisError(-1, 'Invalid SQL statement: CANCEL QUERY');
          return control.cancelQuery(processId);
        },
      },
    });
    this.#features = features;
    this.#levels = new TransactionLevels(this.#session);
    const sql = { session: this.#session, dialect, features, streams: new StreamStore() };
    this.#classes = {
      ...systemClasses({ ...sql, objects: this.#objects, control }),
      '%SQL.Statement': statementClass(sql),
      'IrisPGWire.Gateway': gatewayClass(sql, identity, control),
    };
  }

  /** Serves one call. Whatever the bytes are, there is an answer. */
  serve(code: number, payload: Uint8Array): JobReply {
    try {
      return { status: STATUS_OK, payload: this.#call(code, payload) };
    } catch (error) {
      return { status: STATUS_ERROR, payload: refusal(errorText(error)) };
    }
  }

  /** Ends the process: an open transaction is rolled back. */
  end(): void {
    this.#session.close();
  }

  #call(code: number, payload: Uint8Array): Buffer<ArrayBuffer> {
    const items = readList(payload);
    switch (code) {
      case CALL.classMethod:
        return this.#classMethod(items, true);
      case CALL.classMethodVoid:
        return this.#classMethod(items, false);
      case CALL.invoke:
        return this.#invoke(items, true);
      case CALL.invokeVoid:
        return this.#invoke(items, false);
      case CALL.getProperty:
        return this.#getProperty(items);
      case CALL.setProperty:
        return this.#setProperty(items);
      case CALL.tStart:
        this.#levels.start();
        return NOTHING;
      case CALL.tCommit:
        this.#levels.commit();
        return NOTHING;
      case CALL.tRollback:
        this.#levels.rollback();
        return NOTHING;
      case CALL.tRollbackOne:
        this.#levels.rollbackOne();
        return NOTHING;
      case CALL.tLevel:
        return this.#reply(BigInt(this.#levels.level()), []);
      default:
        throw thrown('<UNIMPLEMENTED>', 'the simulator does not know this message');
    }
  }

  #classMethod(items: readonly Item[], returns: boolean): Buffer<ArrayBuffer> {
    const className = this.#text(items[0]);
    const method = this.#text(items[1]);
    const args = this.#arguments(items, 2);
    const methods = this.#class(className);
    if (!methods) throw thrown('<CLASS DOES NOT EXIST>', `*${className}`);
    const value = called(methods, method, className, args);
    return returns ? this.#reply(value, args.list) : this.#byReference(args.list);
  }

  #class(name: string): ClassMethods | undefined {
    if (name === 'IrisPGWire.Gateway' && !this.#features.has('helper')) return undefined;
    return Object.hasOwn(this.#classes, name) ? this.#classes[name] : undefined;
  }

  #invoke(items: readonly Item[], returns: boolean): Buffer<ArrayBuffer> {
    const instance = this.#instance(items[0]);
    const args = this.#arguments(items, 2);
    const value = called(instance.methods, this.#text(items[1]), instance.className, args);
    return returns ? this.#reply(value, args.list) : NOTHING;
  }

  #getProperty(items: readonly Item[]): Buffer<ArrayBuffer> {
    const instance = this.#instance(items[0]);
    const property = this.#text(items[1]);
    const value = instance.get(property);
    if (value === undefined) throw thrown('<PROPERTY DOES NOT EXIST>', `*${property},${instance.className}`);
    return this.#reply(value, []);
  }

  #setProperty(items: readonly Item[]): Buffer<ArrayBuffer> {
    const instance = this.#instance(items[0]);
    const property = this.#text(items[1]);
    if (!instance.set(property, this.#value(items[2]))) {
      throw thrown('<PROPERTY DOES NOT EXIST>', `*${property},${instance.className}`);
    }
    return NOTHING;
  }

  #instance(item: Item | undefined): Instance {
    if (item?.kind !== 'oref') throw thrown('<INVALID OREF>', '');
    return this.#objects.find(item.number);
  }

  #text(item: Item | undefined): string {
    return textOf(this.#value(item));
  }

  #value(item: Item | undefined): ObjectValue {
    if (item === undefined) return '';
    if (item.kind === 'text') limited(item.text);
    return valueOf(item, (number) => this.#objects.find(number));
  }

  /** A count, then that many arguments. */
  #arguments(items: readonly Item[], at: number): Arguments {
    const count = integerOf(this.#value(items[at]));
    const list = items.slice(at + 1, at + 1 + count).map(
      (item): Argument => ({
        value: this.#value(item),
        byReference: item.kind !== 'null' && item.byReference,
      }),
    );
    return new Arguments(list);
  }

  #reply(value: ObjectValue, list: readonly Argument[]): Buffer<ArrayBuffer> {
    return writeList([this.#item(value), ...this.#outItems(list)]);
  }

  #byReference(list: readonly Argument[]): Buffer<ArrayBuffer> {
    return writeList(this.#outItems(list));
  }

  /** One item for each argument that was passed by reference: with fewer the client's process dies. */
  #outItems(list: readonly Argument[]): Item[] {
    return list.filter(({ byReference }) => byReference).map(({ value }) => this.#item(value));
  }

  #item(value: ObjectValue): Item {
    if (typeof value === 'string') limited(value);
    return itemOf(value, (instance) => this.#objects.register(instance));
  }
}

function called(methods: ClassMethods, name: string, className: string, args: Arguments): ObjectValue {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw thrown('<METHOD DOES NOT EXIST>', `*${name},${className}`);
  return method(args);
}

/** What the client is told. Failures of the simulator itself are told too: a client that waits for ever tells nothing. */
function errorText(error: unknown): string {
  if (error instanceof Thrown) return error.message;
  if (error instanceof ListError) return `<LIST> ${error.message}`;
  if (error instanceof IrisError) return `<SQL ERROR> SQLCODE: ${error.sqlcode} ${error.message}`;
  return `<SIMULATOR> ${error instanceof Error ? error.message : String(error)}`;
}
