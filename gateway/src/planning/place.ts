import type { FieldNeed, FieldNeeds } from './need.ts';
import type { Fetch, FromContext, Selection, Step } from './plan.ts';
import type { Provided } from './provided.ts';
import type { ModelType, SubgraphModel } from './subgraph-model.ts';

/** Where planning stands: a fetch, a place in it, and what has been used so far to answer a need. */
export interface Place {
  fetch: Fetch;
  path: readonly Step[];
  provided: Provided;
  /** The subgraphs that could have led here just as well. */
  alternatives: readonly SubgraphModel[];
  /**
   * Slots whose `@requires` and contexts the fetch satisfies, at its top only, with the arguments that are given values
   * from above.
   */
  satisfied?: ReadonlyMap<string, readonly FromContext[]>;
  /** The object that this place is a field of; none at the root. */
  above?: Standing;
  /** The fetches that answer what was planned here, for whoever needs the answers. */
  used: Set<number>;
  /** The parts that further fetches from here are for, where they are not those of the fetch that stands here. */
  part?: string;
}

/** Objects whose fields are being planned. */
export interface Standing {
  place: Place;
  selection: Selection;
  model: SubgraphModel;
  type: ModelType;
  runtime: string | undefined;
}

export interface Target {
  model: SubgraphModel;
  /** The type as the subgraph knows it: the object type or an interface object. */
  type: ModelType;
}

export function isResolvable(model: SubgraphModel, type: string, name: string): boolean {
  const field = model.types.get(type)?.fields.get(name);
  return field !== undefined && !field.external;
}

export function gainOf({ type }: Target, left: FieldNeeds): FieldNeeds {
  const has = ({ name }: FieldNeed) => type.fields.has(name) && !type.fields.get(name)!.external;
  return new Map([...left].filter(([, field]) => has(field)));
}

/**
 * The object types that may stand at a place. A field that several subgraphs share must have the same value from
 * each, so of a union only the members that all of them know can stand there.
 */
export function agreed(on: ModelType, alternatives: readonly SubgraphModel[]): readonly string[] {
  if (!on.abstract || on.fields.size > 0) return on.runtime;
  const others = alternatives.flatMap(({ types }) => types.get(on.name) ?? []);
  return on.runtime.filter((name) => others.every(({ runtime }) => runtime.includes(name)));
}
