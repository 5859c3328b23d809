import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { schema } from '../../../config/schema.ts';
import { ROUTES } from '../../../src/admin/routes.ts';
import { requireInstalled } from '../../support/target.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'deploy');

function read(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** Names of settings that a text has are settings that there are. */
function checkSettings(text: string, others: readonly string[] = []): void {
  const known = Object.values(schema).flatMap((section: object) =>
    Object.values(section).map(({ env }: { readonly env?: string }) => env),
  );
  const named = new Set([...text.matchAll(/\b(?:PGWIRE|IRIS)_[A-Z_]+\b/g)].map(([name]) => name));
  expect([...named].filter((name) => !known.includes(name) && !others.includes(name))).to.deep.equal([]);
}

function checkPaths(text: string): void {
  for (const [path] of text.matchAll(/\/health\/\w+/g)) {
    expect(
      ROUTES.some((route) => route.path.test(path) && route.open === true),
      path,
    ).to.equal(true);
  }
}

describe('examples of deployment', () => {
  it('HAProxy accepts its configuration', function () {
    const text = read('haproxy.cfg');
    checkPaths(text);
    checkSettings(text, [
      'PGWIRE_BALANCER',
      'PGWIRE_GATEWAY_A',
      'PGWIRE_GATEWAY_B',
      'PGWIRE_ADMIN_A',
      'PGWIRE_ADMIN_B',
    ]);
    const { error, status, stderr } = spawnSync('haproxy', ['-c', '-f', join(FOLDER, 'haproxy.cfg')], {
      encoding: 'utf8',
    });
    requireInstalled(this, error === undefined, 'haproxy');
    expect([status, stderr]).to.deep.equal([0, '']);
  });

  it('the manifests of Kubernetes are YAML, with probes, drain and no rights', () => {
    const text = read('kubernetes.yaml');
    checkPaths(text);
    checkSettings(text);
    const documents = parseAllDocuments(text);
    expect(documents.flatMap(({ errors }) => errors)).to.deep.equal([]);
    const manifests = documents.map((document) => document.toJS() as { kind: string });
    expect(manifests.map(({ kind }) => kind)).to.deep.equal(['Deployment', 'Service', 'PodDisruptionBudget']);
    const pod = 'spec.template.spec';
    const container = `${pod}.containers[0]`;
    for (const [path, value] of [
      [`${pod}.securityContext.runAsNonRoot`, true],
      [`${container}.securityContext.readOnlyRootFilesystem`, true],
      [`${container}.securityContext.allowPrivilegeEscalation`, false],
      [`${container}.readinessProbe.httpGet.path`, '/health/ready'],
      [`${container}.livenessProbe.httpGet.path`, '/health/live'],
    ] as const) {
      expect(manifests[0]).to.have.nested.property(path, value);
    }
    expect(manifests[0])
      .to.have.nested.property(`${container}.lifecycle.preStop.exec.command`)
      .that.includes('drain');
    expect(manifests[2]).to.have.nested.property('spec.minAvailable', 1);
  });

  it('the unit of systemd waits for READY=1 and stops for settings that are wrong', () => {
    const text = read('iris-pgwire.service');
    checkSettings(text);
    for (const line of [
      'Type=notify',
      'NotifyAccess=all',
      'RestartPreventExitStatus=64 78',
      'WatchdogSec=60',
    ]) {
      expect(text.split('\n')).to.include(line);
    }
  });
});
