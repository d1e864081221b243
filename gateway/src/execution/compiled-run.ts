import type { GraphQLFormattedError } from 'graphql';
import { isObject, type Raw } from './absorb.ts';
import type { Mishap } from './answer-tree.ts';
import type { CompiledPlan, Input, Target } from './compile-plan.ts';
import type { Place } from './place-tree.ts';

/** What a run has gathered. Objects that stand at several places for one entity may be one object. */
export interface CompiledRun {
  root: Raw;
  /** Errors at values of objects, by the name under which the value is kept. */
  mishaps: Map<Raw, Map<string, Mishap[]>>;
  /** Errors that belong to no place. */
  strays: GraphQLFormattedError[];
  /** The same entity was asked for at several places. */
  shares: boolean;
  /** The objects at places where there will be no others. */
  standing: Map<Place, Raw[]>;
}

/** The objects that stand at a place, each once. */
export function objectsAt(run: CompiledRun, { objectTypes }: CompiledPlan, { path, runtime }: Target): Raw[] {
  let objects = [run.root];
  let at = path.length;
  for (; at > 0; at--) {
    const known = run.standing.get(path[at - 1]!.place);
    if (!known || !path[at - 1]!.isSettled) continue;
    objects = known;
    break;
  }
  for (; at < path.length; at++) {
    const { key, parent, place, isSettled, stub } = path[at]!;
    const next: Raw[] = [];
    const known = stub === undefined ? undefined : new Map<string, Raw>();
    for (const object of objects) {
      if (parent !== undefined && !mayBe(object, parent, objectTypes)) continue;
      if (known) object[key] = unified(run, object[key], stub!, known);
      flatten(object[key], next);
    }
    objects = place.shares && run.shares && next.length > 1 ? [...new Set(next)] : next;
    if (isSettled) run.standing.set(place, objects);
  }
  return runtime === undefined ? objects : objects.filter((object) => mayBe(object, runtime, objectTypes));
}

/** Puts one object in the place of all of which the same is known; what is fetched for it is fetched for all. */
function unified(run: CompiledRun, value: unknown, stub: string, known: Map<string, Raw>): unknown {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) value[at] = unified(run, value[at], stub, known);
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const name = (value as Raw)[stub];
  if (typeof name !== 'string') return value;
  const first = known.get(name);
  if (first === undefined) known.set(name, value as Raw);
  else if (first !== value) run.shares = true;
  return first ?? value;
}

/** The same, each with the objects above it, from the root on. None is shared, so each has one way from there. */
export function trailsAt(
  run: CompiledRun,
  { objectTypes }: CompiledPlan,
  { path, runtime }: Target,
): Raw[][] {
  let trails = [[run.root]];
  for (const { key, parent } of path) {
    const next: Raw[][] = [];
    for (const trail of trails) {
      const object = trail.at(-1)!;
      if (parent !== undefined && !mayBe(object, parent, objectTypes)) continue;
      const below: Raw[] = [];
      flatten(object[key], below);
      for (const each of below) next.push([...trail, each]);
    }
    trails = next;
  }
  return runtime === undefined
    ? trails
    : trails.filter((trail) => mayBe(trail.at(-1)!, runtime, objectTypes));
}

function mayBe({ __typename }: Raw, type: string, objectTypes: ReadonlySet<string>): boolean {
  return __typename === type || !objectTypes.has(__typename as string);
}

function flatten(value: unknown, into: Raw[]): void {
  if (Array.isArray(value)) for (const item of value) flatten(item, into);
  else if (typeof value === 'object' && value !== null) into.push(value as Raw);
}

/** The fields of a representation; undefined where one was never learnt. */
export function inputsOf(
  run: CompiledRun,
  plan: CompiledPlan,
  object: Raw,
  inputs: readonly Input[],
  known: string | undefined,
): Raw | undefined {
  const fields: Raw = {};
  for (const input of inputs) {
    if (input.isTypename) {
      const type = known ?? typeSaid(object, plan);
      if (type !== undefined) fields[input.name] = type;
      continue;
    }
    const value = object[input.key];
    if (value === undefined || (value === null && run.mishaps.get(object)?.has(input.key))) return undefined;
    const given = input.below ? nestedInput(run, plan, value, input) : value;
    if (given === undefined) return undefined;
    fields[input.name] = given;
  }
  return fields;
}

function nestedInput(run: CompiledRun, plan: CompiledPlan, value: unknown, input: Input): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) {
    const items = value.map((item) => nestedInput(run, plan, item, input));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  const type = input.known ?? typeSaid(value, plan);
  const inputs = input.below!.get(type ?? '') ?? [...input.below!.values()][0] ?? [];
  const fields = inputsOf(run, plan, value, inputs, input.known);
  return fields && { ...(type === undefined ? {} : { __typename: type }), ...fields };
}

function typeSaid({ __typename }: Raw, { objectTypes }: CompiledPlan): string | undefined {
  return objectTypes.has(__typename as string) ? (__typename as string) : undefined;
}

/** What an object takes from above; undefined where a part of it was never learnt. */
export function contextOf(
  run: CompiledRun,
  plan: CompiledPlan,
  trail: readonly Raw[],
  { contexts }: Target,
): Raw | undefined {
  const values: Raw = {};
  for (const { variable, depth, inputs } of contexts) {
    const value = leafOf(run, plan, trail[depth]!, inputs);
    if (value === undefined) return undefined;
    values[variable] = value;
  }
  return values;
}

/** The one value that is selected of an object, however deep. */
function leafOf(run: CompiledRun, plan: CompiledPlan, object: Raw, inputs: readonly Input[]): unknown {
  const input = inputs.find(({ isTypename }) => !isTypename);
  if (!input) return undefined;
  const { key, below, known } = input;
  const value = object[key];
  if (value === undefined || (value === null && run.mishaps.get(object)?.has(key))) return undefined;
  if (!below) return value;
  const follow = (each: unknown): unknown => {
    if (Array.isArray(each)) {
      const items = each.map(follow);
      return items.includes(undefined) ? undefined : items;
    }
    if (!isObject(each)) return each;
    const type = known ?? typeSaid(each, plan);
    return leafOf(run, plan, each, below.get(type ?? '') ?? [...below.values()][0] ?? []);
  };
  return follow(value);
}
