/** Asks for TLS; the answer is one byte, S or N. */
export interface SSLRequest {
  readonly type: 'SSLRequest';
}
