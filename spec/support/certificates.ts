import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its private key, PEM files. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** An authority of one spec, in a folder of its own; openssl signs (Debian's psql brings it along). */
export class Authority {
  readonly folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-tls-'));
  readonly #own: CertificateFiles = this.#files('authority');

  constructor() {
    this.#openssl(
      'req',
      '-x509',
      ...NEW_KEY,
      ...this.#out(this.#own),
      '-days',
      '2',
      '-subj',
      '/CN=spec authority',
    );
  }

  /** The authority's certificate. */
  get certificate(): string {
    return this.#own.cert;
  }

  /** A certificate for `commonName`, valid for localhost and 127.0.0.1 too. */
  issue(name: string, commonName: string): CertificateFiles {
    const files = this.#files(name);
    const request = join(this.folder, `${name}.csr`);
    this.#openssl(
      'req',
      '-new',
      ...NEW_KEY,
      '-keyout',
      files.key,
      '-out',
      request,
      '-subj',
      `/O=Specs/CN=${commonName}`,
      '-addext',
      'subjectAltName=DNS:localhost,IP:127.0.0.1',
    );
    this.#openssl(
      'x509',
      '-req',
      '-in',
      request,
      '-CA',
      this.#own.cert,
      '-CAkey',
      this.#own.key,
      '-CAcreateserial',
      '-copy_extensions',
      'copy',
      '-days',
      '2',
      '-out',
      files.cert,
    );
    return files;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #files(name: string): CertificateFiles {
    return { cert: join(this.folder, `${name}.crt`), key: join(this.folder, `${name}.key`) };
  }

  #out({ cert, key }: CertificateFiles): readonly string[] {
    return ['-keyout', key, '-out', cert];
  }

  #openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
