import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { isObjectType } from 'graphql';
import type { FieldNeeds } from '../planning/need.ts';
import { TYPENAME } from '../planning/need.ts';
import type { Fetch, Selection } from '../planning/plan.ts';
import { type Absorb, compileAbsorb } from './absorb.ts';
import { type JoinedFetches, joinBatches } from './join-batches.ts';
import { addSelection, createPlace, type Place, placeAt, typeOfPlace } from './place-tree.ts';
import type { PreparedPlan } from './prepared-plan.ts';
import { batchAlias, type PrintedBatches, printBatches, printedAlone } from './print-batches.ts';
import { schedule } from './schedule.ts';
import { findStubs } from './stubs.ts';

/** A plan made ready to run often: requests, paths and inputs worked out once. */
export interface CompiledPlan {
  root: Place;
  requests: readonly Request[];
  objectTypes: ReadonlySet<string>;
}

/** One request to a subgraph. */
export interface Request {
  id: number;
  subgraph: string;
  /** Positions of the requests whose answers it needs. */
  after: readonly number[];
  query: string;
  /** The client's variables in it. */
  variables: readonly string[];
  /** A request for fields of the root type. */
  root: Target | undefined;
  /** Else the entities it asks for. */
  batches: readonly Batch[];
}

/** Entities of one type that are asked the same. */
export interface Batch {
  /** Their response name, and the variable of their representations. */
  alias: string;
  variable: string;
  /** All of them are identified by this one leaf, where it is so. */
  soleInput: string | undefined;
  targets: readonly Target[];
}

/** The objects that an answer is for, and how it becomes part of them. */
export interface Target {
  fetch: Fetch;
  place: Place;
  path: readonly PathStep[];
  /** Of the objects there, those of this type, and those of which it is not known. */
  runtime: string | undefined;
  typename: string;
  /** The type of all objects there, where they need not say it. */
  known: string | undefined;
  inputs: readonly Input[];
  contexts: readonly CompiledContext[];
  selection: Selection;
  absorb: Absorb;
}

/** A value that entities take from an object above them. */
export interface CompiledContext {
  variable: string;
  /** How many steps of the path lead to that object. */
  depth: number;
  inputs: readonly Input[];
}

export interface PathStep {
  key: string;
  /** Only through objects of this type, which they say themselves. */
  parent: string | undefined;
  /** Where it leads. */
  place: Place;
  /** Whatever leads there comes with one answer, and all objects count. */
  isSettled: boolean;
  /** The one value that is known of each of them before; those with the same one become one object. */
  stub: string | undefined;
}

/** A field of a representation. */
export interface Input {
  name: string;
  /** Absent for `__typename`. */
  key: string;
  slot: string;
  isTypename: boolean;
  /** By object type; absent for a leaf. */
  below: ReadonlyMap<string, readonly Input[]> | undefined;
  /** The type of the objects below, where they need not say it. */
  known: string | undefined;
}

export function compilePlan(
  schema: GraphQLSchema,
  { plan, printed, rootType }: PreparedPlan,
  client: OperationDefinitionNode,
): CompiledPlan {
  const objectTypes = objectTypesOf(schema);
  const groups = schedule(plan.fetches).map((fetches) => ({
    fetches,
    joined: fetches[0]!.root ? [] : joinBatches(fetches),
  }));
  const root = createPlace(rootType);
  // In the plan's order: what a fetch stands on comes before it.
  const selections = new Map<number, Selection>();
  for (const { joined } of groups)
    for (const { fetches, selection } of joined) for (const { id } of fetches) selections.set(id, selection);
  const selectionOf = (fetch: Fetch) => selections.get(fetch.id) ?? fetch.selection;
  for (const fetch of plan.fetches) addSelection(schema, placeAt(root, fetch.at), selectionOf(fetch));

  const groupOf = new Map<number, number>();
  for (const [position, { fetches }] of groups.entries())
    for (const { id } of fetches) groupOf.set(id, position);
  // What stands below two objects takes its values from each of them: no object may be shared then.
  const apart = plan.fetches.some(({ contexts }) => contexts !== undefined);
  const stubs = apart ? new Map<Place, string>() : findStubs(root, plan.fetches, selectionOf, objectTypes);
  const target = (fetch: Fetch): Target => {
    const variables = printed[fetch.id]!.contexts;
    return targetOf(root, fetch, selectionOf(fetch), { objectTypes, variables, apart, stubs });
  };

  const requests = groups.map(({ fetches, joined }, id): Request => {
    const [first] = fetches as [Fetch];
    const after = new Set(fetches.flatMap((fetch) => Array.from(fetch.after, (each) => groupOf.get(each)!)));
    const alone = fetches.length === 1;
    const text: PrintedBatches = alone ? printedAlone(printed[first.id]!) : printBatches(joined, client);
    return {
      id,
      subgraph: first.subgraph,
      after: [...after],
      query: text.query,
      variables: text.variables,
      root: first.root ? target(first) : undefined,
      batches: joined.map((batch, position) => ({
        alias: alone ? '_entities' : batchAlias(position),
        variable: text.representations[position]!,
        soleInput: soleInput(batch),
        targets: batch.fetches.map(target),
      })),
    };
  });
  return { root, requests, objectTypes };
}

const known = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

function objectTypesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const types =
    known.get(schema) ??
    new Set(
      Object.values(schema.getTypeMap())
        .filter(isObjectType)
        .map(({ name }) => name),
    );
  known.set(schema, types);
  return types;
}

interface TargetTraits {
  objectTypes: ReadonlySet<string>;
  /** Of values from above. */
  variables: readonly string[];
  apart: boolean;
  stubs: ReadonlyMap<Place, string>;
}

function targetOf(
  root: Place,
  fetch: Fetch,
  selection: Selection,
  { objectTypes, variables, apart, stubs }: TargetTraits,
): Target {
  const path: PathStep[] = [];
  const places = [root];
  let place = root;
  for (const { slot, parent } of fetch.at) {
    const { key, place: below } = place.slots.get(slot)!;
    const isKnown = typeOfPlace(place, objectTypes) !== undefined;
    place = below!;
    const only = isKnown ? undefined : parent;
    const isSettled = place.settled && only === undefined && (path.at(-1)?.isSettled ?? true);
    path.push({ key, parent: only, place, isSettled, stub: stubs.get(place) });
    places.push(place);
  }
  const type = typeOfPlace(place, objectTypes);
  return {
    fetch,
    place,
    path,
    runtime: type === undefined ? fetch.runtime : undefined,
    typename: fetch.typename,
    known: type,
    inputs: compileInputs(place, fetch.inputs, objectTypes),
    contexts: (fetch.contexts ?? []).map(({ depth, inputs }, position) => ({
      variable: variables[position]!,
      depth,
      inputs: compileInputs(places[depth]!, inputs, objectTypes),
    })),
    selection,
    absorb: compileAbsorb(place, selection, objectTypes, apart),
  };
}

function compileInputs(place: Place, inputs: FieldNeeds, objectTypes: ReadonlySet<string>): Input[] {
  return Array.from(inputs.values(), ({ slot, name, need }) => {
    const stands = place.slots.get(slot);
    const below = stands?.place;
    return {
      name,
      key: stands?.key ?? '',
      slot,
      isTypename: name === TYPENAME,
      below:
        need &&
        new Map(
          Array.from(need, ([type, fields]) => [
            type,
            below ? compileInputs(below, fields, objectTypes) : [],
          ]),
        ),
      known: below && typeOfPlace(below, objectTypes),
    };
  });
}

function soleInput({ fetches }: JoinedFetches): string | undefined {
  const [first] = fetches[0]!.inputs.values();
  const isSole = ({ inputs }: Fetch) =>
    inputs.size === 1 && [...inputs.values()].every(({ name, need }) => !need && name === first?.name);
  return first && first.name !== TYPENAME && fetches.every(isSole) ? first.name : undefined;
}
