/** Function codes as they stand on the wire, read as a little-endian number (iris-driver.md sections 3 and 5). */
function code(first: number, second: number): number {
  return first | (second << 8);
}

export const HANDSHAKE = code(0x48, 0x53);
export const CONNECT = code(0x43, 0x4e);
export const DISCONNECT = code(0x44, 0x43);

export const CALL = {
  classMethod: code(0x4b, 0xc2),
  classMethodVoid: code(0x4c, 0xc2),
  /** invokeVoid too. */
  invoke: code(0x5b, 0xc2),
  /** Of the Go driver; the vendor's has none. */
  invokeVoid: code(0x5c, 0xc2),
  getProperty: code(0x5d, 0xc2),
  setProperty: code(0x5e, 0xc2),
  tStart: code(0x51, 0xc2),
  tCommit: code(0x52, 0xc2),
  tRollback: code(0x53, 0xc2),
  tRollbackOne: code(0x54, 0xc2),
  tLevel: code(0x55, 0xc2),
} as const;

/** Status of a reply: bytes 00 CA. Any other number is an error to the vendor driver. */
export const STATUS_OK = 0xca00;

/** What a server sends with an error is not known; the driver takes any number but STATUS_OK. */
export const STATUS_ERROR = 1;

/** Status of a refused login. */
export const STATUS_REFUSED = 417;
