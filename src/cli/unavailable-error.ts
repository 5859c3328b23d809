/** What the gateway needs is not to be had now: the address, the data folder, IRIS; `message` is one line. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}
