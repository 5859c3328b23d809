import type { AnyActorRef, AnyStateMachine } from 'xstate';

/** An actor as an inspector shows it. */
export interface InspectedActor {
  /** XState's session id: unique in the process. */
  readonly id: string;
  /** The name its parent gave it: `conn-7`. */
  readonly name: string;
  /** Its machine: `connection`. */
  readonly machine: string;
  readonly parent: string | null;
  /** Paths of the states it is in, e.g. `serving.ready`; none before it has begun. */
  readonly states: readonly string[];
  readonly status: ActorStatus;
}

export type ActorStatus = 'active' | 'done' | 'error' | 'stopped';

/** What is read of a snapshot; those of actors that are no machines have no value. */
interface SnapshotParts {
  readonly status?: ActorStatus;
  readonly value?: unknown;
  readonly context?: unknown;
  readonly children?: Readonly<Record<string, AnyActorRef | undefined>>;
}

export function inspected(actor: AnyActorRef): InspectedActor {
  return described(actor, partsOf(actor.getSnapshot()));
}

/** An actor that is being made: it has no snapshot yet, and may not be asked for one. */
export function newcomer(actor: AnyActorRef): InspectedActor {
  return described(actor, {});
}

function described(actor: AnyActorRef, snapshot: SnapshotParts): InspectedActor {
  const machine = machineOf(actor);
  return {
    id: actor.sessionId,
    name: machine !== null && actor.id === actor.sessionId ? machine.id : actor.id,
    machine: machine?.id ?? '',
    // oxlint-disable-next-line no-underscore-dangle -- XState tells an actor's parent in no other way
    parent: actor._parent?.sessionId ?? null,
    states: statePaths(snapshot.value),
    status: snapshot.status ?? 'active',
  };
}

/** The actor and all below it, parents first. */
export function withDescendants(actor: AnyActorRef): AnyActorRef[] {
  const { children = {} } = partsOf(actor.getSnapshot());
  return [actor, ...Object.values(children).flatMap((child) => (child ? withDescendants(child) : []))];
}

/** Null for an actor that is no machine. */
export function machineOf(actor: AnyActorRef): AnyStateMachine | null {
  // Actor has its logic, which the type of references does not tell.
  const { logic } = actor as AnyActorRef & { readonly logic?: unknown };
  return asMachine(logic);
}

/** The logic itself when it is a machine's. */
export function asMachine(logic: unknown): AnyStateMachine | null {
  return typeof logic === 'object' && logic !== null && 'root' in logic ? (logic as AnyStateMachine) : null;
}

/** `{ serving: 'ready' }` is `serving.ready`; of parallel states all are told. */
export function statePaths(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const paths = statePaths(below);
    return paths.length === 0 ? [key] : paths.map((path) => `${key}.${path}`);
  });
}

/** An actor that is being made has no snapshot yet. */
export function partsOf(snapshot: unknown): SnapshotParts {
  return snapshot ?? {};
}
