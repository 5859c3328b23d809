import { execFileSync } from 'node:child_process';
import { PROJECT, type Ingredient } from './packages.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

interface Bom {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly metadata: { readonly component: Component };
}

/**
 * A CycloneDX bill of materials of the package: what npm knows of the dependencies from the lockfile, without asking
 * anybody, less those that are not in the package. Serial number and time are left out, so that equal packages have equal
 * ones.
 */
export function billOfMaterials(contents: readonly Ingredient[]): string {
  const text = execFileSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'],
    {
      cwd: PROJECT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    },
  );
  const { components, dependencies, metadata } = JSON.parse(text) as Bom;
  const inside = new Set(contents.map(({ name, version }) => `${name}@${version}`));
  const kept = components.filter(({ name, version }) => inside.has(`${name}@${version}`));
  const missing = [...inside].filter(
    (one) => !kept.some(({ name, version }) => `${name}@${version}` === one),
  );
  if (missing.length > 0) throw new Error(`the lockfile does not know ${missing.join(', ')}: run npm ci`);
  const component = { ...metadata.component, name: 'iris-pgwire' };
  const refs = new Set([component['bom-ref'], ...kept.map((one) => one['bom-ref'])]);
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component },
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}
