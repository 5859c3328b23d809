import { schema } from './schema.ts';

/** A command-line flag that stands for a setting. */
export interface FlagOption {
  /** As commander takes it: `--port <value>`. */
  readonly flag: string;
  readonly description: string;
}

/** The settings that the command line can set; convict reads them from the arguments itself. */
export function optionsOfSchema(): FlagOption[] {
  return Object.values(schema).flatMap((section: object) =>
    Object.values(section).flatMap(
      (setting: { readonly arg?: string; readonly doc?: string; readonly env?: string }) =>
        setting.arg === undefined
          ? []
          : [
              {
                flag: `--${setting.arg} <value>`,
                description: `${setting.doc ?? ''} [${setting.env ?? ''}]`,
              },
            ],
    ),
  );
}
