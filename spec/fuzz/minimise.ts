/** Attempts after which what is left is small enough. */
const MOST_ATTEMPTS = 400;

/** A smaller input of which `fails` still says true: parts are taken out, halves first. */
export async function minimise(
  input: Uint8Array,
  fails: (input: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  let smallest = input;
  let attempts = 0;
  for (let size = input.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < smallest.length && attempts < MOST_ATTEMPTS; attempts += 1) {
      const smaller = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + size)]);
      if (await fails(smaller)) smallest = smaller;
      else at += size;
    }
  }
  return smallest;
}
