import type { ErrorFields } from '../errors/gateway-error.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { SUPERUSER } from './image-recipe.ts';
import { derivedOid } from './mirror/oids.ts';
import type { Engine } from './pglite/engine.ts';
import { FrontendWriter } from './pglite/frontend-writer.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';
import { firstError } from './shadow-answer.ts';
import type { ShadowSession } from './shadow-session.ts';
import { isShown, settingsToAnalyse, settingsToEvaluate } from './shadow-session.ts';

/** What the shadow's one PostgreSQL session is known to be set to. */
interface State {
  readonly user: string;
  readonly values: ReadonlyMap<string, string>;
  /** What it was asked for; `values` may hold more. */
  readonly asked: ReadonlyMap<string, string> | null;
}

/** Renaming the database leaves a dead row and index entries each time. */
const RENAMES_BEFORE_VACUUM = 256;

const BECOME_SUPERUSER = `set session authorization ${quoteIdentifier(SUPERUSER)}`;

/**
 * Brings the shadow's one PostgreSQL session into the state of whoever is served next. Only what differs from the last
 * one is set: 10 us a parameter, 40 us for another user. That is safe because clients cannot change the state behind
 * its back (SET is never forwarded, set_config is revoked); when anything went wrong all starts from RESET ALL.
 */
export class SessionSwitch {
  readonly #engine: Engine;
  readonly #owner: string;
  readonly #roles = new Set<string>();
  #state: State | null = null;
  #database = 'postgres';
  #renames = 0;

  /** `owner` owns the mirrored objects; every client's role is a member of it. */
  constructor(engine: Engine, owner: string) {
    this.#engine = engine;
    this.#owner = owner;
  }

  /** The state is not known any more: the next switch sets everything. */
  forget(): void {
    this.#state = null;
  }

  /**
   * To a client's session as far as it decides how statements are analysed. Answers as toEvaluate does.
   */
  toAnalyse(session: ShadowSession): ErrorFields | null {
    return this.#toClient(session, settingsToAnalyse(session), true);
  }

  /**
   * To all of a client's session. `writable` lifts the guard of read-only transactions.
   *
   * @returns the error of a setting's value that the shadow does not take, else null
   * @throws GatewayError 28000 for a user name that is reserved
   */
  toEvaluate(session: ShadowSession, writable: boolean): ErrorFields | null {
    for (const user of session.users ?? []) if (!isReserved(user)) this.#ensureRole(user);
    return this.#toClient(session, settingsToEvaluate(session, writable), false);
  }

  /** To the owner of the mirrored objects, for the mirror's DDL. */
  toOwner(): void {
    this.#ensureRole(this.#owner);
    this.#must(this.#apply(this.#owner, new Map([['search_path', 'public']]), false));
  }

  /** To the superuser, for the shadow's own queries on the catalog. */
  toSuperuser(): void {
    this.#must(this.#apply(SUPERUSER, new Map([['search_path', 'pg_catalog']]), false));
  }

  #toClient(
    session: ShadowSession,
    values: ReadonlyMap<string, string>,
    keepShown: boolean,
  ): ErrorFields | null {
    this.#ensureRole(session.user);
    if (session.database !== this.#database) this.#rename(session.database);
    return this.#apply(session.user, values, keepShown);
  }

  #must(error: ErrorFields | null): void {
    if (error) throw GatewayError.fromFields(error);
  }

  #reset(): State {
    this.#must(this.#run(`${BECOME_SUPERUSER}; reset all`));
    return { user: SUPERUSER, values: new Map(), asked: null };
  }

  /** With `keepShown`, parameters that are only shown stay as they are. */
  #apply(user: string, values: ReadonlyMap<string, string>, keepShown: boolean): ErrorFields | null {
    if (this.#state?.asked === values && this.#state.user === user) return null;
    const before = this.#state ?? this.#reset();
    const after = new Map(values);
    const statements: string[] = [];
    for (const [name, value] of before.values) {
      if (values.has(name)) continue;
      if (keepShown && isShown(name)) after.set(name, value);
      else statements.push(`reset ${quoteIdentifier(name)}`);
    }
    for (const [name, value] of values) {
      if (before.values.get(name) !== value) statements.push(setStatement(name, value));
    }
    // search_path is set by set_config(), which only the superuser may call.
    const asSuperuser =
      user !== before.user || values.get('search_path') !== before.values.get('search_path');
    if (asSuperuser) {
      if (before.user !== SUPERUSER) statements.unshift(BECOME_SUPERUSER);
      if (user !== SUPERUSER) statements.push(`set session authorization ${quoteIdentifier(user)}`);
    }
    if (statements.length > 0) {
      this.#state = null;
      const error = this.#run(statements.join('; '));
      if (error) return error;
    }
    this.#state = { user, values: after, asked: values };
    return null;
  }

  /** current_database() and current_catalog read pg_database, so the session's database is the one that is there. */
  #rename(database: string): void {
    this.#state = this.#reset();
    this.#must(this.#run(`update pg_catalog.pg_database set datname = ${quoteLiteral(database)}`));
    this.#database = database;
    this.#renames += 1;
    if (this.#renames % RENAMES_BEFORE_VACUUM === 0) this.#must(this.#run('vacuum pg_catalog.pg_database'));
  }

  /** A role appears when its user first comes. Its OID follows from its name, as those of all objects do. */
  #ensureRole(user: string): void {
    if (this.#roles.has(user)) return;
    if (isReserved(user)) {
      throw new GatewayError(
        SQLSTATE.invalidAuthorizationSpecification,
        `role ${quoteIdentifier(user)} is reserved`,
      );
    }
    this.#state = this.#reset();
    this.#engine.oids.next = derivedOid('role', '', user);
    const membership = user === this.#owner ? '' : ` in role ${quoteIdentifier(this.#owner)}`;
    this.#must(this.#run(`create role ${quoteIdentifier(user)} login${membership}`));
    this.#roles.add(user);
  }

  #run(sql: string): ErrorFields | null {
    return firstError(this.#engine.exchange(new FrontendWriter().query(sql).take()).messages);
  }
}

/** Names that PostgreSQL keeps for roles of its own (manual, CREATE ROLE). */
function isReserved(user: string): boolean {
  return user.startsWith('pg_');
}

/** SET would take the stored form of a list for one quoted name. */
function setStatement(name: string, value: string): string {
  if (name === 'search_path') {
    return `select pg_catalog.set_config('search_path', ${quoteLiteral(value)}, false)`;
  }
  return `set ${quoteIdentifier(name)} to ${quoteLiteral(value)}`;
}
