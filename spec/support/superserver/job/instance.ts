import type { ObjectValue } from './object-value.ts';

/** An argument of a method; a method sets the value of one that is passed by reference. */
export interface Argument {
  value: ObjectValue;
  readonly byReference: boolean;
}

/** Arguments by position; those left out are "". */
export class Arguments {
  readonly list: readonly Argument[];

  constructor(list: readonly Argument[]) {
    this.list = list;
  }

  get count(): number {
    return this.list.length;
  }

  /** The value at a position, from 0; `otherwise` where it was left out. */
  at(index: number, otherwise: ObjectValue = ''): ObjectValue {
    return this.list[index]?.value ?? otherwise;
  }

  /** Assigns to an argument; lost when it was not passed by reference. */
  set(index: number, value: ObjectValue): void {
    const argument = this.list[index];
    if (argument) argument.value = value;
  }
}

type Method = (args: Arguments) => ObjectValue;

/** An object of the job: what its class makes of calls and properties. */
export interface Instance {
  readonly className: string;
  readonly methods: Readonly<Record<string, Method>>;
  /** Throws what ObjectScript throws; undefined: there is no such property. */
  get(property: string): ObjectValue | undefined;
  /** False: there is no such property, or it cannot be set. */
  set(property: string, value: ObjectValue): boolean;
  /** The last reference is gone. */
  released(): void;
}

/** The class methods of a class. */
export type ClassMethods = Readonly<Record<string, Method>>;
