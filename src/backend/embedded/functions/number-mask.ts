/**
 * TO_CHAR(number, mask) with 9, 0, `.`, `,`, `$`, S and MI (RSQL_tochar). Digits that do not fit give `#`.
 *
 * @param text the number in canonical form
 */
export function numberMask(text: string, mask: string): string {
  const minus = text.startsWith('-');
  const plain = minus ? text.slice(1) : text;
  const upper = mask.toUpperCase();
  const trailingMinus = upper.endsWith('MI');
  const signed = upper.startsWith('S');
  const body = upper.replace(/^S|MI$/g, '');
  const [wholeMask = '', fractionMask = ''] = body.split('.');
  const places = fractionMask.replace(/[^90]/g, '').length;
  const [whole = '0', fraction = ''] = roundText(plain, places).split('.');
  const slots = wholeMask.replace(/[^90]/g, '').length;
  const digits = whole === '0' ? '' : whole;
  if (digits.length > slots) return '#'.repeat(mask.length + 1);
  const padded = digits.padStart(slots, ' ');
  let result = '';
  let at = 0;
  let started = false;
  for (const character of wholeMask) {
    if (character === '9' || character === '0') {
      const digit = padded.charAt(at);
      at += 1;
      if (digit !== ' ') started = true;
      if (character === '0') started = true;
      result += digit === ' ' && started ? '0' : digit;
    } else if (character === ',') {
      result += started ? ',' : ' ';
    } else if (character === '$') {
      result += '$';
    }
  }
  if (body.includes('.')) result += `.${fraction.padEnd(places, '0')}`;
  if (trailingMinus) return result + (minus ? '-' : ' ');
  const sign = minus ? '-' : signed ? '+' : ' ';
  const trimmed = result.trimStart();
  return `${' '.repeat(result.length - trimmed.length)}${sign}${trimmed}`;
}

/** Rounds digits half up to `places` behind the point. */
function roundText(text: string, places: number): string {
  const [whole = '', fraction = ''] = text.split('.');
  const scaled = BigInt(`${whole || '0'}${fraction.slice(0, places).padEnd(places, '0')}`);
  const rounded = (fraction[places] ?? '0') >= '5' ? scaled + 1n : scaled;
  const digits = rounded.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
