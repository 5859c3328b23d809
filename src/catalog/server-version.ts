import { STOCK_SETTINGS } from './settings-view.ts';

/** PostgreSQL's own version behind this PGlite (measurements.md, Package facts). */
const SHADOW_VERSION = '18.6';
const GATEWAY_VERSION = '0.1.0';

/** server_version_num of a version of 10 or later: major * 10000 + minor. */
export function versionNumber(version: string): number {
  const [major = '0', minor = '0'] = version.split('.');
  return Number.parseInt(major, 10) * 10_000 + Number.parseInt(minor, 10);
}

/** What version() says. */
export function versionText(version: string): string {
  return `PostgreSQL ${version} (iris-pgwire ${GATEWAY_VERSION}, shadow ${SHADOW_VERSION})`;
}

/** The shown settings that make the shadow answer as a server of `version` with PostgreSQL's defaults. */
export function serverSettings(version: string, prefix: string): Record<string, string> {
  return {
    ...Object.fromEntries(
      Object.entries(STOCK_SETTINGS).map(([name, value]) => [prefix + name, `=${value}`]),
    ),
    [`${prefix}version`]: `=${versionText(version)}`,
    [`${prefix}server_version`]: `=${version}`,
    [`${prefix}server_version_num`]: `=${versionNumber(version)}`,
  };
}
