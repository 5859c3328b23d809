import { readFileSync } from 'node:fs';
import { productFile, productVersion } from '../../files/product-files.ts';
import { readModule } from '../../service/ipm-module.ts';

/**
 * `check --ipm`: what IPM would make of module.xml.
 *
 * @throws ModuleError
 */
export function checkModule(): string {
  const module = readModule(readFileSync(productFile('moduleManifest'), 'utf8'));
  if (module.version !== productVersion()) {
    throw new Error(`module.xml is of version ${module.version}, the gateway of ${productVersion()}`);
  }
  return [
    `ok     ${module.moduleName} ${module.version} for IRIS ${module.irisMinVersion} and IPM ${module.ipmMinVersion} or later`,
    ...module.copies.map(({ source, target }) => `       copies ${source} to ${target}`),
    ...module.installationHooks.map(
      ({ phase, when, className, methodName }) =>
        `       ${when.toLowerCase()} ${phase}: ${className}.${methodName}`,
    ),
  ].join('\n');
}
