import type { GraphQLFormattedError } from 'graphql';
import type { FieldNeeds } from '../planning/need.ts';
import { TYPENAME } from '../planning/need.ts';
import type { Selection, Step } from '../planning/plan.ts';

export type Value = AnswerObject | Value[] | string | number | boolean | null | { [key: string]: unknown };

/** A subgraph's error at a slot, and how much deeper than the slot it happened. */
export interface Mishap {
  error: GraphQLFormattedError;
  below: readonly (string | number)[];
  /** What the subgraph was to give there: where others have the rest of the value, only this is lost. */
  lost?: Selection | undefined;
}

/** One object of the answer as it grows: values by slot, whatever subgraph they come from. */
export class AnswerObject {
  /** The object type; unknown while only interface objects have spoken of it. */
  typename: string | undefined;
  readonly slots = new Map<string, Value>();
  readonly mishaps = new Map<string, Mishap[]>();

  constructor(typename?: string) {
    this.typename = typename;
  }

  addMishap(slot: string, mishap: Mishap): void {
    const present = this.mishaps.get(slot);
    if (present) present.push(mishap);
    else this.mishaps.set(slot, [mishap]);
  }
}

type Raw = Record<string, unknown>;

/** Puts what a subgraph answered into the tree. @param isObjectType of the supergraph */
export function graft(
  object: AnswerObject,
  raw: Raw,
  selection: Selection,
  isObjectType: (name: string) => boolean,
): void {
  const given = selection.abstract ? raw[TYPENAME] : selection.on;
  const typename = typeof given === 'string' ? given : undefined;
  if (typename !== undefined && isObjectType(typename)) object.typename ??= typename;
  for (const name of typename === selection.on ? [selection.on] : [selection.on, typename]) {
    const part = name === undefined ? undefined : selection.parts.get(name);
    for (const [slot, entry] of part ?? []) {
      const incoming = raw[entry.alias];
      if (incoming === undefined) continue;
      object.slots.set(slot, grafted(object.slots.get(slot), incoming, entry.selection, isObjectType));
    }
  }
}

/** The objects that stand at a place. */
export function objectsAt(
  root: AnswerObject,
  path: readonly Step[],
  runtime: string | undefined,
): AnswerObject[] {
  return trailsAt(root, path, runtime).map((trail) => trail.at(-1)!);
}

/** The same, each with the objects above it, from the root on. */
export function trailsAt(
  root: AnswerObject,
  path: readonly Step[],
  runtime: string | undefined,
): AnswerObject[][] {
  let trails = [[root]];
  for (const { slot, parent } of path) {
    const next: AnswerObject[][] = [];
    for (const trail of trails) {
      const object = trail.at(-1)!;
      if (parent !== undefined && object.typename !== undefined && object.typename !== parent) continue;
      const below: AnswerObject[] = [];
      flatten(object.slots.get(slot), below);
      for (const each of below) next.push([...trail, each]);
    }
    trails = next;
  }
  return runtime === undefined
    ? trails
    : trails.filter((trail) => (trail.at(-1)!.typename ?? runtime) === runtime);
}

/** The one value that is selected of an object, however deep; undefined where it was never learnt. */
export function leafOf(object: AnswerObject, inputs: FieldNeeds): unknown {
  const [input] = [...inputs.values()].filter(({ name }) => name !== TYPENAME);
  if (!input) return undefined;
  const value = object.slots.get(input.slot);
  if (value === undefined || (value === null && object.mishaps.has(input.slot))) return undefined;
  const follow = (each: Value): unknown => {
    if (Array.isArray(each)) {
      const items = each.map(follow);
      return items.includes(undefined) ? undefined : items;
    }
    if (!(each instanceof AnswerObject)) return each;
    return leafOf(each, input.need?.get(each.typename ?? '') ?? [...input.need!.values()][0] ?? new Map());
  };
  return input.need ? follow(value) : value;
}

/** What is sent to identify an object; undefined where a part of it was never learnt. */
export function representationOf(
  object: AnswerObject,
  typename: string,
  inputs: FieldNeeds,
): Record<string, unknown> | undefined {
  const fields = inputsOf(object, inputs);
  return fields && { [TYPENAME]: typename, ...fields };
}

function grafted(
  present: Value | undefined,
  incoming: unknown,
  selection: Selection | undefined,
  isObjectType: (name: string) => boolean,
): Value {
  // One subgraph's null does not take away what another one knows.
  if (incoming === null) return present ?? null;
  if (!selection) return incoming as Value;
  if (Array.isArray(incoming)) {
    const items = Array.isArray(present) ? present : [];
    return incoming.map((item, index) => grafted(items[index], item, selection, isObjectType));
  }
  const object = present instanceof AnswerObject ? present : new AnswerObject();
  graft(object, incoming as Raw, selection, isObjectType);
  return object;
}

function flatten(value: Value | undefined, into: AnswerObject[]): void {
  if (value instanceof AnswerObject) into.push(value);
  else if (Array.isArray(value)) for (const item of value) flatten(item, into);
}

function inputsOf(object: AnswerObject, inputs: FieldNeeds): Record<string, unknown> | undefined {
  const fields: Record<string, unknown> = {};
  for (const { slot, name, need } of inputs.values()) {
    if (name === TYPENAME) {
      if (object.typename !== undefined) fields[name] = object.typename;
      continue;
    }
    const value = object.slots.get(slot);
    if (value === undefined || (value === null && object.mishaps.has(slot))) return undefined;
    const input = need ? nestedInput(value, (type) => need.get(type) ?? [...need.values()][0]) : value;
    if (input === undefined) return undefined;
    fields[name] = input;
  }
  return fields;
}

function nestedInput(value: Value, needFor: (type: string) => FieldNeeds | undefined): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) {
    const items = value.map((item) => nestedInput(item, needFor));
    return items.includes(undefined) ? undefined : items;
  }
  if (!(value instanceof AnswerObject)) return value;
  const fields = inputsOf(value, needFor(value.typename ?? '') ?? new Map());
  return fields && { ...(value.typename === undefined ? {} : { [TYPENAME]: value.typename }), ...fields };
}
