import { BY_REFERENCE, type Item } from './item.ts';

/** The bytes of a $LIST of these items. */
export function writeList(items: readonly Item[]): Buffer<ArrayBuffer> {
  const parts = items.map(encodeItem);
  const total = parts.reduce((size, part) => size + part.length, 0);
  const list = Buffer.from(new ArrayBuffer(total));
  let at = 0;
  for (const part of parts) {
    part.copy(list, at);
    at += part.length;
  }
  return list;
}

function encodeItem(item: Item): Buffer {
  if (item.kind === 'null') return Buffer.of(1);
  const flag = item.byReference ? BY_REFERENCE : 0;
  switch (item.kind) {
    case 'text':
      return isEightBit(item.text)
        ? typed(flag + 1, Buffer.from(item.text, 'latin1'))
        : typed(flag + 2, Buffer.from(item.text, 'utf16le'));
    case 'integer':
      return item.value >= 0n
        ? typed(flag + 4, magnitude(item.value))
        : typed(flag + 5, complement(item.value));
    case 'decimal': {
      const exponent = Buffer.alloc(1);
      exponent.writeInt8(item.exponent);
      const digits = item.mantissa >= 0n ? magnitude(item.mantissa) : complement(item.mantissa);
      return typed(flag + (item.mantissa >= 0n ? 6 : 7), Buffer.concat([exponent, digits]));
    }
    case 'double': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(item.value);
      return typed(flag + 8, bytes);
    }
    case 'oref':
      return typed(flag + 25, Buffer.from(`${item.number}@${item.className}`, 'latin1'));
  }
}

function isEightBit(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0xff) return false;
  return true;
}

/** Minimal little-endian bytes; none for 0. */
function magnitude(value: bigint): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn));
  return Buffer.from(bytes);
}

function complement(value: bigint): Buffer {
  return Buffer.from(magnitude(-value - 1n).map((byte) => byte ^ 0xff));
}

/** Length prefix, type, data: the short form as long as it holds the length. */
function typed(type: number, data: Buffer): Buffer {
  const size = data.length + 1;
  if (data.length <= 253) return Buffer.concat([Buffer.of(size + 1, type), data]);
  if (data.length <= 65_534) return Buffer.concat([Buffer.of(0, size & 0xff, size >> 8, type), data]);
  const prefix = Buffer.alloc(8);
  prefix.writeUInt32LE(size, 3);
  prefix[7] = type;
  return Buffer.concat([prefix, data]);
}
