import { expect } from 'chai';
import { validate } from 'dockerfile-utils';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const PROJECT = join(import.meta.dirname, '../../..');
const dockerfile = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8');

interface Service {
  readonly image: string;
  readonly profiles: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

/** No container engine is at hand: this finds what can be found by reading. */
describe('containers', () => {
  it('the Dockerfile has no problem that a linter knows', () => {
    expect(validate(dockerfile)).to.deep.equal([]);
  });

  it('the image runs as another user than root, asks the gateway itself whether it is well, and is made in stages', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    const last = stages.at(-1) ?? '';
    expect(stages).to.have.length(3);
    expect(last).to.match(/^USER node$/m);
    expect(last).to.match(/^HEALTHCHECK [^]*"status"\]$/m);
    expect(last).not.to.match(/^RUN .*(npm|apt)/m);
  });

  it('what the build needs is let through .dockerignore, and nothing else', () => {
    const lines = readFileSync(join(PROJECT, '.dockerignore'), 'utf8').trim().split('\n');
    expect(lines[0]).to.equal('*');
    const letIn = lines.slice(1).map((line) => line.replace('!', ''));
    expect(letIn).to.include.members([
      'package.json',
      'package-lock.json',
      'src',
      'actors',
      'config',
      'ipm',
      'README.md',
      'LICENSE',
    ]);
    for (const path of letIn) expect(existsSync(join(PROJECT, path)), path).to.equal(true);
    expect(letIn).not.to.include('spec');
  });

  it('the compose file of the profile ipm names services and files that exist', () => {
    const { services } = parse(readFileSync(join(PROJECT, 'ipm/docker-compose.ipm.yml'), 'utf8')) as {
      services: Readonly<Record<string, Service>>;
    };
    for (const [name, { profiles, volumes = [], depends_on: needs = {}, image }] of Object.entries(
      services,
    )) {
      expect(profiles, name).to.deep.equal(['ipm']);
      expect(image, name).not.to.match(/^[^/]*\.[^/]*\//);
      for (const other of Object.keys(needs)) expect(services).to.have.property(other);
      for (const volume of volumes.filter((one) => one.startsWith('.') && !one.startsWith('../build'))) {
        expect(existsSync(join(PROJECT, 'ipm', volume.split(':')[0] ?? '')), volume).to.equal(true);
      }
    }
    expect(existsSync(join(PROJECT, 'spec/quickstart/main.ts'))).to.equal(true);
  });
});
