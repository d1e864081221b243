import {
  type FieldNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLOutputType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import {
  type collectFields,
  collectSlots,
  runtimeTypes,
  type Selecting,
  type Slots,
  TYPENAME,
} from '../planning/need.ts';
import { AnswerObject, type Mishap, type Value } from './answer-tree.ts';
import { blameBelow } from './blame-objects.ts';
import type { Run } from './run-plan.ts';

type Path = readonly (string | number)[];

export interface Shaped {
  data: Record<string, unknown> | null;
  errors: GraphQLError[];
}

/** Answers to `__schema` and `__type`, which no subgraph gives. */
export type Introspect = (field: FieldNode) => unknown;

/**
 * Gives the client its answer as the specification completes values: in the order and under the names of its
 * selections, null for what is missing, an error where null may not stand, and the nearest place that may be null
 * taking it.
 */
export function shapeResult(
  selecting: Selecting,
  rootType: string,
  selectionSet: SelectionSetNode,
  run: Run,
  introspect: Introspect,
): Shaped {
  const strays = run.strays.map((error) => located(error, undefined));
  const shapeObject = createShapeObject(selecting, introspect);
  const { data, errors } = shapeObject({ object: run.root, type: rootType, path: [] }, [selectionSet]);
  return { data, errors: [...strays, ...errors] };
}

/** The same for one object of the answer; what the same selections of the same type ask for is found out once. */
export type ShapeObject = (
  place: { object: AnswerObject; type: string; path: Path },
  sets: readonly SelectionSetNode[],
) => Shaped;

export function createShapeObject(selecting: Selecting, introspect: Introspect): ShapeObject {
  const shaper = new Shaper(selecting, introspect);
  return ({ object, type, path }, sets) => {
    let data: Shaped['data'] = null;
    try {
      data = shaper.object(object, type, sets, path);
    } catch (error) {
      if (!(error instanceof NullHere)) throw error;
    }
    return { data, errors: shaper.takeErrors() };
  };
}

/** Thrown up to the nearest place that may be null; what led to it is among the errors. */
class NullHere extends Error {}

class Shaper {
  readonly errors: GraphQLError[] = [];
  readonly #selecting: Selecting;
  readonly #introspect: Introspect;
  /** The same selections of the same type are collected once, however long the list. */
  readonly #collected = new WeakMap<object, Map<string, Slots>>();

  constructor(selecting: Selecting, introspect: Introspect) {
    this.#selecting = selecting;
    this.#introspect = introspect;
  }

  object(
    object: AnswerObject,
    declared: string,
    sets: readonly { selections: readonly unknown[] }[],
    path: Path,
  ) {
    if (object.typename === undefined && object.mishaps.has(TYPENAME))
      this.#failWithoutType(object, sets, path);
    const typename = object.typename ?? runtimeTypes(this.#selecting.schema, declared)[0]!;
    const type = this.#selecting.schema.getType(typename);
    // An interface that nobody implements stands for itself.
    const isKnown = isObjectType(type) || (isInterfaceType(type) && object.typename === undefined);
    if (!isKnown) {
      this.#fail(`The type ${typename} is not one that clients see.`, path);
      throw new NullHere();
    }
    const data: Record<string, unknown> = {};
    let nothing = false;
    for (const [name, { slot, nodes }] of this.#fieldsOf(typename, sets)) {
      const node = nodes[0]!;
      const at = [...path, name];
      if (node.name.value === '__typename') data[name] = typename;
      else if (node.name.value.startsWith('__')) data[name] = this.#introspect(node);
      else {
        const definition = type.getFields()[node.name.value]!;
        try {
          data[name] = this.#field(object, slot, definition.type, nodes, at);
        } catch (error) {
          if (!(error instanceof NullHere)) throw error;
          nothing = true;
        }
      }
    }
    if (nothing) throw new NullHere();
    return data;
  }

  #field(
    object: AnswerObject,
    slot: string,
    type: GraphQLOutputType,
    nodes: FieldNode[],
    path: Path,
  ): unknown {
    const before = this.errors.length;
    const value = object.slots.get(slot) ?? null;
    for (const mishap of object.mishaps.get(slot) ?? []) {
      const rest = mishap.lost && valueAt(value, mishap.below);
      if (mishap.lost && rest != null) blameBelow(rest, mishap.lost, mishap.error);
      else this.errors.push(located(mishap.error, [...path, ...this.#inClientWords(mishap, nodes)]));
    }
    const explained = this.errors.length > before;
    return this.#complete(value, type, nodes, path, explained);
  }

  #complete(
    value: Value,
    type: GraphQLOutputType,
    nodes: FieldNode[],
    path: Path,
    explained: boolean,
  ): unknown {
    if (isNonNullType(type)) {
      const completed = this.#complete(value, type.ofType, nodes, path, explained);
      if (completed !== null) return completed;
      if (value === null && !explained && !this.#hasErrorWithin(path))
        this.#fail(`Null came where ${String(type)} must not be null.`, path);
      throw new NullHere();
    }
    if (value === null) return null;
    const before = this.errors.length;
    try {
      return this.#present(value, type, nodes, path, explained);
    } catch (error) {
      if (!(error instanceof NullHere)) throw error;
      if (this.errors.length === before && !explained) this.#fail('Null came where it must not.', path);
      return null;
    }
  }

  #present(
    value: NonNullable<Value>,
    type: GraphQLOutputType,
    nodes: FieldNode[],
    path: Path,
    explained: boolean,
  ): unknown {
    if (isListType(type)) {
      if (!Array.isArray(value)) return this.#refuse('A list was expected.', path);
      let nothing = false;
      const items = value.map((item, index) => {
        try {
          return this.#complete(item, type.ofType, nodes, [...path, index], explained);
        } catch (error) {
          if (!(error instanceof NullHere)) throw error;
          nothing = true;
          return null;
        }
      });
      if (nothing) throw new NullHere();
      return items;
    }
    if (isEnumType(type))
      return type.getValue(String(value)) ? value : this.#refuse(`${type.name} has no such value.`, path);
    if (isLeafType(type)) return value;
    if (!(value instanceof AnswerObject)) return this.#refuse('An object was expected.', path);
    const sets = this.#setsOf(nodes);
    return this.object(value, String(type), sets, path);
  }

  /** An object whose type was asked for in vain is none; what went wrong with its fields tells why. */
  #failWithoutType(object: AnswerObject, sets: readonly object[], path: Path): never {
    for (const [slot, mishaps] of object.mishaps) {
      const nodes = this.#nodesBySlot(sets as SelectionSetNode[]).get(slot);
      const name = nodes && (nodes[0]!.alias?.value ?? nodes[0]!.name.value);
      for (const mishap of name === undefined ? [] : mishaps)
        this.errors.push(located(mishap.error, [...path, name!, ...this.#inClientWords(mishap, nodes!)]));
    }
    const [mishap] = object.mishaps.get(TYPENAME)!;
    if (!this.#hasErrorWithin(path)) this.errors.push(located(mishap!.error, path));
    throw new NullHere();
  }

  #refuse(message: string, path: Path): null {
    this.#fail(message, path);
    return null;
  }

  #fail(message: string, path: Path): void {
    this.errors.push(new GraphQLError(message, { path, extensions: { code: 'INTERNAL' } }));
  }

  /** The places at which an error stands, or below which, for as many of the errors as were looked at. */
  readonly #places = new Set<string>();
  #placed = 0;

  #hasErrorWithin(path: Path): boolean {
    for (; this.#placed < this.errors.length; this.#placed++) {
      let place = '';
      for (const part of this.errors[this.#placed]!.path ?? []) {
        place += `.${part}`;
        this.#places.add(place);
      }
    }
    return path.length === 0 ? this.errors.length > 0 : this.#places.has(`.${path.join('.')}`);
  }

  /** @returns the errors since the last time */
  takeErrors(): GraphQLError[] {
    this.#places.clear();
    this.#placed = 0;
    return this.errors.splice(0);
  }

  readonly #sets = new WeakMap<FieldNode[], SelectionSetNode[]>();

  #setsOf(nodes: FieldNode[]): SelectionSetNode[] {
    let sets = this.#sets.get(nodes);
    if (!sets) {
      sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      this.#sets.set(nodes, sets);
    }
    return sets;
  }

  #fieldsOf(typename: string, sets: readonly { selections: readonly unknown[] }[]): Slots {
    const byType = this.#collected.get(sets) ?? new Map<string, Slots>();
    this.#collected.set(sets, byType);
    let fields = byType.get(typename);
    if (!fields) {
      fields = collectSlots(this.#selecting, typename, sets as Parameters<typeof collectFields>[2]);
      byType.set(typename, fields);
    }
    return fields;
  }

  /** The part of an error's path that lies below a null, by the client's names as far as it asked for it. */
  #inClientWords({ below }: Mishap, nodes: FieldNode[]): (string | number)[] {
    const words: (string | number)[] = [];
    let sets = this.#setsOf(nodes);
    for (const part of below) {
      if (typeof part === 'number') {
        words.push(part);
        continue;
      }
      const found = this.#nodesBySlot(sets).get(part);
      if (!found) return words;
      words.push(found[0]!.alias?.value ?? found[0]!.name.value);
      sets = this.#setsOf(found);
    }
    return words;
  }

  readonly #bySlot = new WeakMap<object, ReadonlyMap<string, FieldNode[]>>();

  /** What is selected, whatever the type; found out once, however many errors there are. */
  #nodesBySlot(sets: readonly SelectionSetNode[]): ReadonlyMap<string, FieldNode[]> {
    const known = this.#bySlot.get(sets);
    if (known) return known;
    const found = new Map<string, FieldNode[]>();
    for (const type of Object.values(this.#selecting.schema.getTypeMap())) {
      if (!isObjectType(type)) continue;
      for (const { slot, nodes } of collectSlots(this.#selecting, type.name, sets).values())
        if (!found.has(slot)) found.set(slot, nodes);
    }
    this.#bySlot.set(sets, found);
    return found;
  }
}

/** What stands at a position in lists of lists. */
function valueAt(value: Value, position: readonly (string | number)[]): Value | undefined {
  let at: Value | undefined = value;
  for (const index of position) at = Array.isArray(at) ? at[index as number] : undefined;
  return at;
}

/** An error of a subgraph as one of the client's. */
export function located(error: GraphQLFormattedError, path: Path | undefined): GraphQLError {
  return new GraphQLError(error.message, {
    ...(path ? { path } : {}),
    ...(error.extensions ? { extensions: error.extensions } : {}),
  });
}
