import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const ROOT = join(import.meta.dirname, '..', '..', '..');

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Fails for what is no YAML; keys that come twice are an error of the parser's. */
function read(path: string): unknown {
  const document = parseDocument(readFileSync(join(ROOT, path), 'utf8'));
  expect(document.errors, path).to.deep.equal([]);
  return document.toJS();
}

describe('files of operation', () => {
  const { services } = read('docker-compose.yml') as { services: Record<string, Service> };

  it('docker-compose.yml: services start from something, after services that there are', () => {
    for (const [name, { image, build, depends_on: before = {} }] of Object.entries(services)) {
      expect(
        [image, build].filter((one) => one !== undefined),
        name,
      ).to.have.length(1);
      for (const other of Object.keys(before)) expect(services, name).to.have.property(other);
    }
  });

  it('docker-compose.yml: IRIS and gateway without a profile, the others with theirs', () => {
    const profiles = Object.entries(services).map(([name, { profiles: ofOne = [] }]) => [name, ofOne.join()]);
    expect(Object.fromEntries(profiles)).to.deep.equal({
      iris: '',
      gateway: '',
      'test-integration': 'test',
      'test-contract': 'test',
      collector: 'observability',
      prometheus: 'observability',
      grafana: 'observability',
    });
  });

  it('docker-compose.yml: mounts what is there', () => {
    const mounted = Object.values(services)
      .flatMap(({ volumes = [] }) => volumes)
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((path) => path.startsWith('./ops'));
    expect(mounted.length).to.be.greaterThan(3);
    expect(mounted.filter((path) => !existsSync(join(ROOT, path)))).to.deep.equal([]);
  });

  it('docker-compose.yml: sets only what the gateway knows', () => {
    const schema = readFileSync(join(ROOT, 'config/schema.ts'), 'utf8');
    const names = Object.keys(services['gateway']?.environment ?? {});
    expect(names.filter((name) => !schema.includes(`'${name}'`))).to.deep.equal([]);
  });

  it('the workflow verifies, and runs against IRIS where it must not be skipped', () => {
    const { jobs } = read('.github/workflows/ci.yml') as {
      jobs: Record<string, { steps: { run?: string; env?: Record<string, string> }[] }>;
    };
    const runs = Object.entries(jobs).map(([name, { steps }]) => [
      name,
      steps.flatMap(({ run }) => run ?? []),
    ]);
    expect(Object.fromEntries(runs)['verify']).to.deep.equal(['.ci/run']);
    expect(jobs['iris']?.steps.some(({ env }) => env?.['PGWIRE_TEST_IRIS'] === 'required')).to.equal(true);
  });

  it('the dashboard asks for metrics that the gateway has', () => {
    for (const file of readdirSync(join(ROOT, 'ops/observability')).filter((name) => name.endsWith('.yml'))) {
      read(join('ops/observability', file));
    }
    const folder = join(ROOT, 'src/diagnostics/telemetry');
    const sources = readdirSync(folder).map((name) =>
      name.endsWith('.ts') ? readFileSync(join(folder, name), 'utf8') : '',
    );
    const { panels } = JSON.parse(
      readFileSync(join(ROOT, 'ops/observability/dashboards/iris-pgwire.json'), 'utf8'),
    ) as { panels: { targets: { expr: string }[] }[] };
    const metrics = panels
      .flatMap(({ targets }) => targets)
      .flatMap(({ expr }) => expr.match(/iris_pgwire_\w+/g) ?? []);
    expect(metrics).to.have.length.greaterThan(5);
    for (const metric of metrics) {
      const name = metric.replace(/_total$/, '').replace(/^iris_pgwire_(pool_)?/, '');
      expect(
        sources.some((source) => source.includes(name)),
        metric,
      ).to.equal(true);
    }
  });
});
