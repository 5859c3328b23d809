import type { Arguments, Instance } from './instance.ts';
import { listElements, listText } from './list-text.ts';
import { integerOf, type ObjectValue, textOf } from './object-value.ts';
import { OK } from './status.ts';
import { thrown } from './thrown.ts';

const CHARACTER = '%Stream.GlobalCharacter';
const BINARY = '%Stream.GlobalBinary';

/** Where streams of SQL rows lie, as an OID tells it. */
const LOCATION = '^SimulatorStream';

/** A stream object: what it holds and where it is read. Characters of a binary one are its bytes. */
export class Stream implements Instance {
  readonly className: string;
  readonly methods = {
    Read: (args: Arguments): ObjectValue => this.#read(args),
    Write: (args: Arguments): ObjectValue => this.#write(textOf(args.at(0))),
    Rewind: (): ObjectValue => this.#rewind(),
  };
  #text: string;
  #at = 0;

  constructor(text: string, binary: boolean) {
    this.#text = text;
    this.className = binary ? BINARY : CHARACTER;
  }

  get text(): string {
    return this.#text;
  }

  /** Read(length, .status): all that is left without a length. */
  #read(args: Arguments): ObjectValue {
    const wanted = args.count === 0 ? -1 : integerOf(args.at(0));
    const end = wanted < 0 ? this.#text.length : Math.min(this.#text.length, this.#at + wanted);
    const piece = this.#text.slice(this.#at, end);
    this.#at = end;
    args.set(0, BigInt(piece.length));
    args.set(1, OK);
    return piece;
  }

  #write(text: string): ObjectValue {
    this.#text += text;
    return OK;
  }

  #rewind(): ObjectValue {
    this.#at = 0;
    return OK;
  }

  get(property: string): ObjectValue | undefined {
    if (property === 'AtEnd') return this.#at >= this.#text.length ? 1n : 0n;
    return property === 'Size' ? BigInt(this.#text.length) : undefined;
  }

  set(): boolean {
    return false;
  }

  released(): void {
    // Nothing is held but memory.
  }
}

interface StoredStream {
  readonly text: string;
  readonly binary: boolean;
}

/** The streams that a job's rows refer to by OID. */
export class StreamStore {
  readonly #streams = new Map<string, StoredStream>();
  #last = 0;

  /** The OID of a stream's contents (RSQL_object: a SELECT of a stream field gives it). */
  store(text: string, binary: boolean): { readonly oid: string; readonly id: string } {
    this.#last += 1;
    const id = String(this.#last);
    this.#streams.set(id, { text, binary });
    return { oid: listText([id, binary ? BINARY : CHARACTER, LOCATION]), id };
  }

  drop(ids: Iterable<string>): void {
    for (const id of ids) this.#streams.delete(id);
  }

  /** ##class(%Stream.Object).%Open(oid). @throws Thrown when it is none */
  open(oid: string): Stream {
    const [id] = listElements(oid);
    const stored = id?.kind === 'text' ? this.#streams.get(id.text) : undefined;
    if (!stored) throw thrown('<INVALID OREF>', 'no stream has this OID');
    return new Stream(stored.text, stored.binary);
  }
}
