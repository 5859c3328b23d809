import { constants, createHash, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions, type SecureVersion } from 'node:tls';

/** Certificate files of the gateway, PEM. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** Authorities that client certificates are verified by; empty: none are asked for. */
  readonly caFile: string;
  readonly minVersion: SecureVersion;
}

/** A certificate or key that cannot be used. `file` says which setting; the message is one line without contents. */
export class TlsFileError extends Error {
  override readonly name = 'TlsFileError';
  readonly setting: keyof TlsFiles;

  constructor(setting: keyof TlsFiles, message: string, options?: ErrorOptions) {
    super(message, options);
    this.setting = setting;
  }
}

/** How often the files are looked at, in milliseconds; only when a client comes. */
const LOOK_MS = 1000;

/** What a handshake needs, of one state of the files. */
export interface TlsKeys {
  readonly options: SecureContextOptions;
  /** RFC 5929 section 4.1, for SCRAM's channel binding. */
  readonly serverEndPoint: Uint8Array;
}

/**
 * The gateway's certificate and key. They are read again when a file has changed, so that a renewed certificate needs no
 * restart; while what is there cannot be used (half written, key and certificate of different ages) the old ones serve.
 */
export class TlsIdentity {
  readonly #files: TlsFiles;
  readonly #report: (error: unknown) => void;
  readonly #now: () => number;
  #keys: TlsKeys;
  #state: string;
  #looked: number;

  /** @throws TlsFileError */
  constructor(files: TlsFiles, report: (error: unknown) => void, now: () => number = Date.now) {
    this.#files = files;
    this.#report = report;
    this.#now = now;
    this.#state = stateOf(files);
    this.#keys = readKeys(files);
    this.#looked = now();
  }

  /** Whether clients are asked for certificates. */
  get asksCertificate(): boolean {
    return this.#files.caFile !== '';
  }

  /** For the next handshake. */
  get keys(): TlsKeys {
    const now = this.#now();
    if (now - this.#looked >= LOOK_MS || now < this.#looked) {
      this.#looked = now;
      this.#refresh();
    }
    return this.#keys;
  }

  #refresh(): void {
    const state = stateOf(this.#files);
    if (state === this.#state) return;
    this.#state = state;
    try {
      this.#keys = readKeys(this.#files);
    } catch (error) {
      this.#report(error);
    }
  }
}

/** Times and sizes of the files; a missing one is a state too. */
function stateOf({ certFile, keyFile, caFile }: TlsFiles): string {
  return [certFile, keyFile, caFile]
    .map((file) => {
      const stat = file === '' ? undefined : statSync(file, { throwIfNoEntry: false, bigint: true });
      return stat ? `${stat.ino}:${stat.mtimeNs}:${stat.size}` : '-';
    })
    .join(' ');
}

function readKeys(files: TlsFiles): TlsKeys {
  const cert = read(files, 'certFile');
  const key = read(files, 'keyFile');
  const ca = files.caFile === '' ? undefined : read(files, 'caFile');
  const certificate = parsed('certFile', files.certFile, () => new X509Certificate(cert));
  const options: SecureContextOptions = {
    cert,
    key,
    ...(ca ? { ca } : {}),
    minVersion: files.minVersion,
    // As PostgreSQL (be-secure-openssl.c): no tickets, no renegotiation by clients.
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
    honorCipherOrder: true,
  };
  parsed('keyFile', files.keyFile, () => createSecureContext(options));
  return { options, serverEndPoint: endPoint(certificate) };
}

function read(files: TlsFiles, setting: 'certFile' | 'keyFile' | 'caFile'): Buffer {
  try {
    return readFileSync(files[setting]);
  } catch (error) {
    throw new TlsFileError(setting, `cannot read ${files[setting]}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** OpenSSL's reasons name what is wrong with a file, never what is in it. */
function parsed<T>(setting: keyof TlsFiles, file: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new TlsFileError(setting, `cannot use ${file}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * The hash of the certificate by the hash function of its signature, SHA-256 in the place of MD5 and SHA-1 (RFC 5929
 * section 4.1). Signatures without one of their own (Ed25519) are hashed by SHA-256, as OpenSSL's clients of
 * PostgreSQL 15 and later do.
 */
function endPoint(certificate: X509Certificate): Uint8Array {
  const named = /sha-?(224|256|384|512)/i.exec(certificate.signatureAlgorithm ?? '');
  return createHash(`sha${named?.[1] ?? '256'}`)
    .update(certificate.raw)
    .digest();
}
