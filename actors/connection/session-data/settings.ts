import type { ShownSetting } from '../../../src/catalog/settings-view.ts';
import type { SettingKind } from '../../../src/session/setting.ts';
import type { Session } from '../session.ts';

/** Rows of pg_settings for the parameters that the gateway keeps for a session. */
export function settingRows({ settings }: Session): readonly ShownSetting[] {
  return settings.described().map(({ definition, value, reset, source }) => ({
    name: definition.name,
    setting: value,
    // What the server fixes has no other default (server_version).
    boot_val: definition.context === 'user' ? definition.initial : reset,
    reset_val: reset,
    source: definition.context === 'user' ? source : 'default',
    context: definition.context,
    short_desc: definition.description,
    ...typeOf(definition.type),
  }));
}

function typeOf(type: SettingKind): Pick<ShownSetting, 'vartype' | 'unit'> {
  const vartype = type.kind === 'list' ? 'string' : type.kind;
  return { vartype, unit: type.kind === 'integer' ? (type.unit ?? null) : null };
}
