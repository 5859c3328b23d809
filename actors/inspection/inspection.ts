import type { AnyActorRef, AnyStateMachine, InspectionEvent } from 'xstate';
import {
  asMachine,
  inspected,
  machineOf,
  newcomer,
  partsOf,
  statePaths,
  withDescendants,
} from './inspected-actor.ts';
import type { ActorStatus, InspectedActor } from './inspected-actor.ts';
import { chartOf, type MachineChart } from './machine-chart.ts';
import { shownFields } from './shown-fields.ts';

/** An actor has come, or has taken an event. */
export type ActorChange =
  | { readonly kind: 'actor'; readonly actor: InspectedActor }
  | {
      readonly kind: 'transition';
      readonly actor: string;
      readonly event: string;
      /** Numbers and names of the event; never what a client sent. */
      readonly fields: Readonly<Record<string, string | number | boolean>>;
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly status: ActorStatus;
    };

/** Where the actor system can be looked into. While nobody looks, nothing is attached to it. */
export class Inspection {
  readonly #root: AnyActorRef;
  readonly #looking: (somebody: boolean) => void;
  readonly #report: (error: unknown) => void;
  #watchers = 0;

  /**
   * @param looking told when the first one looks and when the last one is gone
   * @param report takes what goes wrong in a watcher: the actors go on
   */
  constructor(root: AnyActorRef, looking: (somebody: boolean) => void, report: (error: unknown) => void) {
    this.#root = root;
    this.#looking = looking;
    this.#report = report;
  }

  /** How many look at this moment. */
  get watchers(): number {
    return this.#watchers;
  }

  /** The whole tree, parents first. */
  actors(): InspectedActor[] {
    return this.refs().map(inspected);
  }

  /** The same as XState's own objects. */
  refs(): AnyActorRef[] {
    return withDescendants(this.#root);
  }

  /** The machines as they can be drawn: of the running actors, and those they may become parents of. */
  charts(): MachineChart[] {
    const machines = new Map<string, AnyStateMachine>();
    const add = (machine: AnyStateMachine | null): void => {
      if (machine === null || machines.has(machine.id)) return;
      machines.set(machine.id, machine);
      for (const child of Object.values(machine.implementations.actors)) add(asMachine(child));
    };
    add(machineOf(this.#root));
    return Array.from(machines.values(), chartOf);
  }

  /** Calls for each change from now on. Returns what ends it. */
  watch(next: (change: ActorChange) => void): () => void {
    const known = new Map<string, readonly string[]>();
    for (const { id, states } of this.actors()) known.set(id, states);
    return this.watchEvents((event) => {
      const change = changeOf(event, known);
      if (change !== null) next(change);
    });
  }

  /** The same with XState's own events. */
  watchEvents(next: (event: InspectionEvent) => void): () => void {
    const subscription = this.#root.system.inspect({
      next: (event: InspectionEvent) => {
        try {
          next(event);
        } catch (error) {
          this.#report(error);
        }
      },
    });
    this.#watchers += 1;
    if (this.#watchers === 1) this.#looking(true);
    let attached = true;
    return () => {
      if (!attached) return;
      attached = false;
      subscription.unsubscribe();
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#looking(false);
    };
  }
}

/** Null for what is not shown: single actions and steps are in the chart. */
function changeOf(event: InspectionEvent, known: Map<string, readonly string[]>): ActorChange | null {
  switch (event.type) {
    case '@xstate.actor':
      return { kind: 'actor', actor: newcomer(event.actorRef as AnyActorRef) };
    case '@xstate.snapshot': {
      const id = event.actorRef.sessionId;
      const { value, status = 'active' } = partsOf(event.snapshot);
      const to = statePaths(value);
      const from = known.get(id) ?? [];
      if (status === 'active') known.set(id, to);
      else known.delete(id);
      const { type, ...fields } = shownFields(event.event);
      return { kind: 'transition', actor: id, event: String(type), fields, from, to, status };
    }
    default:
      return null;
  }
}
