/** Where the gateway's conversation is another than PostgreSQL's, by `topic: name`, and why. */
export const COPY_EXCEPTIONS: Readonly<Record<string, string>> = {};
