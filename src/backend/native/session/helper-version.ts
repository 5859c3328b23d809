/** Class method and version of the helper that this gateway works with: parameter HELPER of the class. */
export const HELPER_CLASS = 'IrisPGWire.Gateway';
export const HELPER_VERSION = 1;
