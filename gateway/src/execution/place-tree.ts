import { type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { Selection, Step } from '../planning/plan.ts';

/** A place of the answer, known before anything is fetched: which values stand there, and under which names. */
export interface Place {
  /** The types that the fields leading here declare. */
  readonly declared: Set<string>;
  readonly slots: Map<string, PlaceSlot>;
  /** What stands there may be one value for several objects above it: found out when all fetches are known. */
  shares: boolean;
  /** All objects there come with one answer. Found out then, too. */
  settled: boolean;
}

/** A value of the objects at a place. */
export interface PlaceSlot {
  /** Under which name it is kept on the objects: the alias of the first fetch that asks for it. */
  readonly key: string;
  /** Under which names subgraphs answer it. More than one where several are asked. */
  readonly aliases: Set<string>;
  /** Of one type it may be a leaf, of another an object. */
  place: Place | undefined;
}

export function createPlace(...declared: string[]): Place {
  return { declared: new Set(declared), slots: new Map(), shares: false, settled: false };
}

/** The place at the end of a path, made where it is not known yet. */
export function placeAt(root: Place, path: readonly Step[]): Place {
  let place = root;
  for (const { slot } of path) {
    const below = place.slots.get(slot)?.place;
    if (!below) throw new Error(`Nothing is fetched at ${path.map((step) => step.slot).join('/')}.`);
    place = below;
  }
  return place;
}

/** Notes what a fetch answers at a place. @param schema the whole supergraph */
export function addSelection(schema: GraphQLSchema, place: Place, selection: Selection): void {
  for (const [typeName, part] of selection.parts) {
    const type = schema.getType(typeName);
    for (const [slot, { alias, field, selection: below }] of part) {
      let known = place.slots.get(slot);
      if (!known) {
        known = { key: alias, aliases: new Set(), place: below && createPlace() };
        place.slots.set(slot, known);
      }
      known.aliases.add(alias);
      if (!below) continue;
      known.place ??= createPlace();
      const definition =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name] : undefined;
      known.place.declared.add(definition ? getNamedType(definition.type).name : below.on);
      addSelection(schema, known.place, below);
    }
  }
}

/** The object type of all that stand there; undefined where each object says it itself. */
export function typeOfPlace({ declared }: Place, objectTypes: ReadonlySet<string>): string | undefined {
  const [only] = declared;
  return only !== undefined && declared.size === 1 && objectTypes.has(only) ? only : undefined;
}
