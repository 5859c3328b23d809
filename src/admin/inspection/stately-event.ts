import type { AnyActorRef, InspectionEvent } from 'xstate';
import { machineOf, partsOf, type ActorStatus } from '../../../actors/inspection/inspected-actor.ts';
import { shownFields } from '../../../actors/inspection/shown-fields.ts';

/** Version of @statelyai/inspect whose messages these are (its src/types.ts and createInspector.ts). */
const VERSION = '0.7.0';

interface Common {
  readonly _version: string;
  /** Milliseconds since 1970 UTC, as text. */
  readonly createdAt: string;
  /** The inspector's own number of the message; its sender leaves it null. */
  readonly id: null;
  readonly rootId: string;
  readonly sessionId: string;
}

interface StatelySnapshot {
  readonly status: ActorStatus;
  readonly value?: unknown;
  readonly context: Readonly<Record<string, unknown>>;
  readonly children: Readonly<Record<string, unknown>>;
}

type StatelyEventObject = Readonly<Record<string, unknown>> & { readonly type: string };

/** A message of XState's inspection protocol, StatelyInspectionEvent of @statelyai/inspect. */
export type StatelyEvent =
  | (Common & {
      readonly type: '@xstate.actor';
      readonly name: string;
      /** The machine's configuration as JSON. */
      readonly definition: string;
      readonly parentId?: string | undefined;
      readonly snapshot: StatelySnapshot;
    })
  | (Common & {
      readonly type: '@xstate.event';
      readonly event: StatelyEventObject;
      readonly sourceId?: string | undefined;
    })
  | (Common & {
      readonly type: '@xstate.snapshot';
      readonly event: StatelyEventObject;
      readonly snapshot: StatelySnapshot;
    });

/** An actor that is there already. */
export function statelyActor(actor: AnyActorRef, rootId: string): StatelyEvent {
  return actorEvent(actor, rootId, actor.getSnapshot());
}

/** One that comes has no snapshot yet, and may not be asked for one. */
function actorEvent(actor: AnyActorRef, rootId: string, snapshot: unknown): StatelyEvent {
  const machine = machineOf(actor);
  const name = machine !== null && actor.id === actor.sessionId ? machine.id : actor.id;
  return {
    ...common(rootId, actor.sessionId),
    type: '@xstate.actor',
    name,
    definition: JSON.stringify(machine?.config ?? { id: name }, withoutFunctions),
    // oxlint-disable-next-line no-underscore-dangle -- XState tells an actor's parent in no other way
    parentId: actor._parent?.sessionId,
    snapshot: snapshotOf(snapshot),
  };
}

/** Null for events that the protocol does not have: single actions and steps. */
export function statelyEvent(event: InspectionEvent): StatelyEvent | null {
  switch (event.type) {
    case '@xstate.actor':
      return actorEvent(event.actorRef as AnyActorRef, event.rootId, undefined);
    case '@xstate.event':
      return {
        ...common(event.rootId, event.actorRef.sessionId),
        type: '@xstate.event',
        event: eventOf(event.event),
        sourceId: event.sourceRef?.sessionId,
      };
    case '@xstate.snapshot':
      return {
        ...common(event.rootId, event.actorRef.sessionId),
        type: '@xstate.snapshot',
        event: eventOf(event.event),
        snapshot: snapshotOf(event.snapshot),
      };
    default:
      return null;
  }
}

function common(rootId: string, sessionId: string): Common {
  return { _version: VERSION, createdAt: String(Date.now()), id: null, rootId, sessionId };
}

/** Without what could lead to a client's data. */
function eventOf(event: { readonly type: string }): StatelyEventObject {
  return { ...shownFields(event), type: event.type };
}

function snapshotOf(snapshot: unknown): StatelySnapshot {
  const { status = 'active', value, context, children = {} } = partsOf(snapshot);
  return {
    status,
    ...(value === undefined ? {} : { value }),
    context: shownFields(context),
    children: Object.fromEntries(Object.keys(children).map((name) => [name, {}])),
  };
}

/** Functions of a configuration are told by their names, as @statelyai/inspect does. */
function withoutFunctions(_key: string, value: unknown): unknown {
  return typeof value === 'function' ? { type: value.name } : value;
}
