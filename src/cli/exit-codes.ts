/** Exit codes of sysexits.h. */
export const EX_UNAVAILABLE = 69;
export const EX_CONFIG = 78;
