import type { CopyOptions } from '../../../src/copy/options.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { CopyTarget } from '../../../src/translation/api.ts';

/**
 * Whether the columns that options name are copied (copyfrom.c, BeginCopyFrom; copyto.c, BeginCopyTo).
 * @param target null for COPY (query) TO
 */
export function checkForcedColumns(
  options: CopyOptions,
  columns: readonly { readonly name: string }[],
  target: CopyTarget | null,
): void {
  const { forceQuote, forceNotNull, forceNull } = options;
  const copied = columns.map(({ name }) => name);
  const lists: readonly [option: string, names: readonly string[]][] = [
    ['FORCE_QUOTE', forceQuote === '*' ? [] : forceQuote],
    ['FORCE_NOT_NULL', forceNotNull],
    ['FORCE_NULL', forceNull],
  ];
  for (const [option, names] of lists) {
    checkNames(names, copied, target);
    const missing = names.find((name) => !copied.includes(name));
    if (missing !== undefined) {
      throw new GatewayError('42P10', `${option} column "${missing}" not referenced by COPY`);
    }
  }
}

/** CopyGetAttnums */
function checkNames(names: readonly string[], copied: readonly string[], target: CopyTarget | null): void {
  for (const [at, name] of names.entries()) {
    if (!copied.includes(name) && !(target?.otherColumns.includes(name) ?? false)) {
      const relation = target === null ? '' : ` of relation "${target.table}"`;
      throw new GatewayError('42703', `column "${name}"${relation} does not exist`);
    }
    if (names.indexOf(name) < at) {
      throw new GatewayError('42701', `column "${name}" specified more than once`);
    }
  }
}
