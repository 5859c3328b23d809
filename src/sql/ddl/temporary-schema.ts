/** PostgreSQL's name for the schema of a session's own temporary tables (manual 20.11.1, search_path). */
export const TEMPORARY_SCHEMA = 'pg_temp';

/** The IRIS schema in which the temporary tables of all sessions are, each under its session's prefix. */
export const IRIS_TEMPORARY_SCHEMA = 'IrisPgwireTemp';
