import type { Plan, RowSource, SessionValue, Slot, Step } from '../../src/sql/plan.ts';
import { OID } from '../../src/types/index.ts';
import type { IrisValue } from '../../src/types/iris-value.ts';
import type { Session } from './session.ts';

/** Plans are cached and shared, so which values one needs is found out once. */
const needed = new WeakMap<Plan, readonly SessionValue[]>();

/** The session's values that a plan binds (design.md decision 2). */
export function sessionValues(session: Session, plan: Plan): Partial<Record<SessionValue, IrisValue>> {
  let names = needed.get(plan);
  if (!names) {
    names = [
      ...new Set(
        plan.steps.flatMap(slotsOf).flatMap((slot) => (slot.from === 'session' ? [slot.value] : [])),
      ),
    ];
    needed.set(plan, names);
  }
  return Object.fromEntries(names.map((name) => [name, valueOf(session, name)]));
}

function valueOf(session: Session, name: SessionValue): IrisValue {
  switch (name) {
    case 'now':
      return utcText(session.now);
    case 'statementNow':
      return utcText(session.statementNow);
    case 'localNow':
      return localText(session);
    case 'currentDate':
      return localText(session).slice(0, 10);
    case 'localTime':
      return localText(session).slice(11);
    case 'currentUser':
    case 'sessionUser':
      return session.user;
    case 'database':
      return session.database;
    case 'schema':
      return session.settings.searchPath().find((schema) => schema !== '$user') ?? null;
    case 'backendPid':
      return session.key.processId;
  }
}

/** `2026-11-24 07:36:39.677001` in UTC, as IRIS holds timestamptz. */
function utcText(microseconds: bigint): string {
  const text = new Date(Number(microseconds / 1000n)).toISOString();
  const fraction = String(microseconds % 1_000_000n).padStart(6, '0');
  return `${text.slice(0, 10)} ${text.slice(11, 19)}.${fraction}`;
}

/** The transaction's start in the session's time zone. */
function localText(session: Session): string {
  const codec = session.services.registry.codec(OID.timestamptz);
  const settings = { ...session.valueSettings, dateStyle: 'ISO, MDY' };
  const context = { typmod: -1, settings };
  const text = codec.format(codec.parse(`${utcText(session.now)}+00`, context), context);
  // The zone's offset stands behind the time: `+01`, `-03:30`.
  return text.slice(0, Math.max(text.lastIndexOf('+'), text.lastIndexOf('-')));
}

function sourceSlots(source: RowSource): readonly Slot[] {
  switch (source.kind) {
    case 'query':
      return source.statement.slots;
    case 'tuples':
      return source.tuples.flat();
    case 'given':
      return [];
  }
}

function slotsOf(step: Step): readonly Slot[] {
  switch (step.do) {
    case 'emit':
    case 'change':
    case 'command':
      return step.statement.slots;
    case 'each':
      return [...sourceSlots(step.source), ...step.steps.flatMap(slotsOf)];
    case 'branch':
      return [...step.query.slots, ...step.found.flatMap(slotsOf), ...step.missing.flatMap(slotsOf)];
    case 'refuse':
      return step.query.slots;
  }
}
