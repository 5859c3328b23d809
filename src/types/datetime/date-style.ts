type DateOutput = 'iso' | 'sql' | 'postgres' | 'german';
export type DateOrder = 'mdy' | 'dmy' | 'ymd';

/** The two halves of the DateStyle setting (manual 8.5.2). */
export interface DateStyle {
  readonly output: DateOutput;
  readonly order: DateOrder;
}

const OUTPUTS: ReadonlyMap<string, DateOutput> = new Map([
  ['iso', 'iso'],
  ['sql', 'sql'],
  ['postgres', 'postgres'],
  ['german', 'german'],
]);

const ORDERS: ReadonlyMap<string, DateOrder> = new Map([
  ['mdy', 'mdy'],
  ['dmy', 'dmy'],
  ['ymd', 'ymd'],
]);

const parsed = new Map<string, DateStyle>();

/** The meaning of a setting such as `ISO, MDY`, in the form SHOW DateStyle has; words left out are the defaults. */
export function parseDateStyle(setting: string): DateStyle {
  const known = parsed.get(setting);
  if (known !== undefined) return known;
  const words = setting.toLowerCase().split(/[\s,]+/);
  const style: DateStyle = {
    output: words.map((word) => OUTPUTS.get(word)).find((output) => output !== undefined) ?? 'iso',
    order: words.map((word) => ORDERS.get(word)).find((order) => order !== undefined) ?? 'mdy',
  };
  // There are twelve styles in their usual spelling; other spellings are not worth keeping.
  if (parsed.size < 64) parsed.set(setting, style);
  return style;
}
