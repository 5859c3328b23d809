/** Exit codes of sysexits.h. */
export const EX_USAGE = 64;
export const EX_UNAVAILABLE = 69;
export const EX_CONFIG = 78;
/** Ended by Ctrl-C, as shells have it: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;
