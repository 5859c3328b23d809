/** Asks for GSSAPI encryption; the answer is one byte, G or N. */
export interface GSSENCRequest {
  readonly type: 'GSSENCRequest';
}
