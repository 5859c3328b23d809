/** What a client's certificate says; verified against the configured authorities. */
export interface ClientCertificate {
  /** Distinguished name, as `CN=ann,O=Example`. */
  readonly subject: string;
  /** The common name in it: the user a certificate stands for (manual 21.12). */
  readonly commonName: string | null;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serial: string;
}

/** TLS of one client's connection. */
export interface Encryption {
  /** `TLSv1.3` */
  readonly protocol: string;
  readonly cipher: string;
  /** Key length of the cipher. */
  readonly bits: number;
  /** Channel binding data of type tls-server-end-point (RFC 5929 section 4). */
  readonly serverEndPoint: Uint8Array;
  readonly certificate: ClientCertificate | null;
}
