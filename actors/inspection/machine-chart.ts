import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** A machine as it can be drawn. */
export interface MachineChart {
  readonly id: string;
  /** Parents first; the first is the machine itself, whose path is empty. */
  readonly states: readonly ChartState[];
  readonly transitions: readonly ChartTransition[];
}

export interface ChartState {
  /** As in `InspectedActor.states`: `serving.ready`. */
  readonly path: string;
  readonly key: string;
  readonly parent: string | null;
  readonly type: AnyStateNode['type'];
  /** It is entered with its parent. */
  readonly initial: boolean;
  readonly entry: readonly string[];
}

export interface ChartTransition {
  readonly source: string;
  /** As the machine defines it: `query.started`, `after authTimeout`. */
  readonly label: string;
  /** The event's type. */
  readonly event: string;
  /** Empty for one that only acts. */
  readonly targets: readonly string[];
  readonly actions: readonly string[];
}

/** Reads a machine's definition. */
export function chartOf(machine: AnyStateMachine): MachineChart {
  const nodes = withChildren(machine.root);
  return {
    id: machine.id,
    states: nodes.map(stateOf),
    transitions: nodes.flatMap(transitionsOf),
  };
}

function withChildren(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(withChildren)];
}

function stateOf(node: AnyStateNode): ChartState {
  const { key, parent, type } = node;
  return {
    path: pathOf(node),
    key,
    parent: parent ? pathOf(parent) : null,
    type,
    initial: parent?.initial?.target.includes(node) ?? false,
    entry: actionNames(node.entry),
  };
}

function transitionsOf(node: AnyStateNode): ChartTransition[] {
  return node.definition.transitions.map(({ eventType, target, actions }) => ({
    source: pathOf(node),
    label: labelOf(eventType),
    event: eventType,
    targets: target?.map(pathOf) ?? [],
    actions: actionNames(actions),
  }));
}

function pathOf({ path }: AnyStateNode): string {
  return path.join('.');
}

/** `xstate.after.authTimeout.connection.entering` is what the machine wrote as `after: { authTimeout }`. */
function labelOf(eventType: string): string {
  const delay = /^xstate\.after\.([^.]+)\./.exec(eventType)?.[1];
  if (delay !== undefined) return `after ${delay}`;
  return eventType.replace(/^xstate\.(done|error)\.actor\./, 'child $1 ').replace(/ \*$/, '');
}

/** Actions are names, objects with a type, or functions of XState's (assign), which have one as well. */
function actionNames(actions: readonly unknown[]): string[] {
  return actions.map((action) => {
    if (typeof action === 'string') return action;
    return (action as { readonly type?: string }).type ?? 'action';
  });
}
