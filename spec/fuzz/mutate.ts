import type { Random } from './random.ts';

/** Longest input that mutations make. */
const MOST_BYTES = 4096;

/** Bytes and numbers at which code changes its mind. */
const BYTES = [0, 1, 9, 10, 13, 32, 34, 39, 44, 47, 58, 64, 92, 123, 127, 128, 192, 224, 237, 240, 255];
const NUMBERS = [
  0, 1, 2, 3, 4, 5, 7, 8, 255, 256, 1024, 32767, 32768, 65535, 65536, 0x7fffffff, -1, -2, -7, -2147483648,
];

type Mutation = (
  input: Buffer,
  random: Random,
  words: readonly string[],
  others: readonly Uint8Array[],
) => Buffer;

function splice(input: Buffer, from: number, to: number, put: Uint8Array): Buffer {
  return Buffer.concat([input.subarray(0, from), put, input.subarray(to)]);
}

function part(bytes: Uint8Array, random: Random): Uint8Array {
  const from = random.below(bytes.length);
  return bytes.subarray(from, from + 1 + random.below(Math.min(64, bytes.length - from)));
}

const MUTATIONS: readonly Mutation[] = [
  // one bit, one byte
  (input, random) => {
    const at = random.below(input.length);
    return splice(input, at, at + 1, Buffer.of((input[at] ?? 0) ^ (1 << random.below(8))));
  },
  (input, random) => {
    const at = random.below(input.length);
    return splice(input, at, at + 1, Buffer.of(random.pick(BYTES) ?? 0));
  },
  (input, random) =>
    splice(input, random.below(input.length + 1), random.below(input.length + 1), Buffer.of()),
  (input, random) => {
    const at = random.below(input.length + 1);
    return splice(input, at, at, Buffer.of(random.below(256)));
  },
  // numbers as the protocol has them
  (input, random) => {
    const at = random.below(input.length);
    const number = Buffer.alloc(4);
    number.writeInt32BE(random.pick(NUMBERS) ?? 0);
    const short = random.below(2) * 2;
    return splice(input, at, at + 4 - short, number.subarray(short));
  },
  // parts taken out, doubled, moved
  (input, random) => {
    const at = random.below(input.length);
    return splice(input, at, at + 1 + random.below(16), Buffer.of());
  },
  (input, random) => {
    const at = random.below(input.length + 1);
    return splice(input, at, at, part(input, random));
  },
  (input, random) => {
    const put = part(input, random);
    return splice(
      input,
      random.below(input.length + 1),
      input.length,
      Buffer.concat(Array.from({ length: 1 + random.below(40) }, () => put)),
    );
  },
  // words, and parts of other inputs
  ...Array.from(
    { length: 4 },
    (): Mutation => (input, random, words) => {
      const at = random.below(input.length + 1);
      const replaced = random.below(2) * random.below(8);
      return splice(input, at, at + replaced, Buffer.from(random.pick(words) ?? ' '));
    },
  ),
  ...Array.from(
    { length: 2 },
    (): Mutation => (input, random, _words, others) => {
      const other = random.pick(others) ?? input;
      const at = random.below(input.length + 1);
      return random.below(2) === 0
        ? splice(input, at, at, part(other, random))
        : Buffer.concat([input.subarray(0, at), other.subarray(random.below(other.length))]);
    },
  ),
];

/** Another input near `input`, by one to a few random changes. */
export function mutate(
  input: Uint8Array,
  random: Random,
  words: readonly string[],
  others: readonly Uint8Array[],
): Uint8Array {
  let made = Buffer.from(input);
  for (let left = 1 << random.below(4); left > 0; left -= 1) {
    const mutation = random.pick(MUTATIONS);
    if (mutation) made = Buffer.from(mutation(made, random, words, others));
  }
  return made.subarray(0, MOST_BYTES);
}
