/** Significant digits and decimal exponent of d.ddd x 10^exponent. */
export interface Significand {
  readonly digits: string;
  readonly exponent: number;
}

/** From JavaScript's exponential notation, `d.ddde+x`. */
export function fromExponential(text: string): Significand {
  const mark = text.indexOf('e');
  return {
    digits: text.slice(0, mark).replace('.', ''),
    exponent: Number(text.slice(mark + 1)),
  };
}

/** Layout of %g: fixed notation for exponents from -4 up to below `fixedLimit`, else d.ddde+XX. */
export function layOut({ digits, exponent }: Significand, fixedLimit: number): string {
  if (exponent < -4 || exponent >= fixedLimit) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const magnitude = String(Math.abs(exponent)).padStart(2, '0');
    return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${magnitude}`;
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const integerLength = exponent + 1;
  if (digits.length <= integerLength) return digits.padEnd(integerLength, '0');
  return `${digits.slice(0, integerLength)}.${digits.slice(integerLength)}`;
}

export function trimZeros({ digits, exponent }: Significand): Significand {
  let end = digits.length;
  while (end > 1 && digits.charCodeAt(end - 1) === 0x30) end -= 1;
  return { digits: digits.slice(0, end), exponent };
}
