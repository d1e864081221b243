import type { FieldNeed, FieldNeeds } from './need.ts';

/** What is fetched from where, and after what. Independent of the client's response names. */
export interface Plan {
  operation: 'query' | 'mutation' | 'subscription';
  fetches: Fetch[];
}

/** The objects that stand at a place: through these slots from the root, of this object type if one is named. */
export interface Step {
  slot: string;
  /** The object type that the parent must have; any where it is not known. */
  parent: string | undefined;
}

export interface Fetch {
  id: number;
  subgraph: string;
  /** A fetch of root fields; others ask for entities. */
  root: Plan['operation'] | undefined;
  at: readonly Step[];
  /** Of the objects there, those of this type; all where it is not known yet. */
  runtime: string | undefined;
  /** The name under which the subgraph knows the entities. */
  typename: string;
  /** The fields that a representation carries. */
  inputs: FieldNeeds;
  /** Values from objects above, one for all entities of a request. */
  contexts?: readonly ContextInput[];
  selection: Selection;
  /** The parts of the answer that it is for, as a name; undefined where the first one waits for it. */
  part?: string | undefined;
  /** Fetches whose answers it needs. */
  after: ReadonlySet<number>;
}

/** A value that fields take from an object above them. */
export interface ContextInput {
  /** The same for the same value. */
  key: string;
  /** How many steps of the fetch's path lead to the object that has it. */
  depth: number;
  /** The type that the subgraph gives the argument, as text. */
  type: string;
  /** What is selected of that object: one leaf, however deep. */
  inputs: FieldNeeds;
}

/** An argument that is given the value of a fetch's context. */
export interface FromContext {
  argument: string;
  /** The key of the context. */
  key: string;
}

export interface Selection {
  /** The type in the subgraph. */
  on: string;
  /** The type says only in its answer which object type it is. */
  abstract: boolean;
  /** By object type of the subgraph. */
  parts: Map<string, Part>;
}

/** By slot. */
export type Part = Map<string, Entry>;

export interface Entry {
  /** The response name in the fetch: one of its own where another part could give the name another shape. */
  alias: string;
  field: FieldNeed;
  fromContext?: readonly FromContext[];
  selection?: Selection;
}

export function createSelection(on: string, abstract: boolean): Selection {
  return { on, abstract, parts: new Map() };
}
