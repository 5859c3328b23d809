import { Writer } from '../../protocol/writer.ts';
import type { FormatCode } from '../../protocol/format.ts';

/** Appends frontend messages (manual 55.7) for the shadow. Only the unnamed statement and portal are ever used. */
export class FrontendWriter {
  readonly #writer = new Writer();

  parse(text: string, parameterTypes: readonly number[]): this {
    this.#writer.begin('P').cstring('').cstring(text).uint16(parameterTypes.length);
    for (const oid of parameterTypes) this.#writer.uint32(oid);
    this.#writer.finish();
    return this;
  }

  bind(
    formats: readonly FormatCode[],
    values: readonly (Uint8Array | null)[],
    resultFormats: readonly FormatCode[],
  ): this {
    const writer = this.#writer.begin('B').cstring('').cstring('').uint16(formats.length);
    for (const format of formats) writer.int16(format);
    writer.uint16(values.length);
    for (const value of values) writer.value(value);
    writer.uint16(resultFormats.length);
    for (const format of resultFormats) writer.int16(format);
    writer.finish();
    return this;
  }

  describe(target: 'S' | 'P'): this {
    this.#writer.begin('D').text(target).cstring('').finish();
    return this;
  }

  /** All rows. */
  execute(): this {
    this.#writer.begin('E').cstring('').int32(0).finish();
    return this;
  }

  query(text: string): this {
    this.#writer.begin('Q').cstring(text).finish();
    return this;
  }

  copyFail(message: string): this {
    this.#writer.begin('f').cstring(message).finish();
    return this;
  }

  sync(): this {
    this.#writer.begin('S').finish();
    return this;
  }

  take(): Uint8Array {
    return this.#writer.take();
  }
}
