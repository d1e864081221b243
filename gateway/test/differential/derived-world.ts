import {
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { hashOf } from './random-numbers.ts';
import { type Directives, readDirectives } from './subgraph-directives.ts';
import type { World } from './two-ways.ts';

/** An object of the world: which one of its type, what a representation said of it, and what stands above it. */
interface Thing {
  is: string;
  n: number;
  sent?: Record<string, unknown>;
  above?: Thing;
}

/** So many of each entity. */
const COUNT = 5;

/** How often of a hundred. */
export interface Mishaps {
  nulls: number;
  errors: number;
  nullsWhereNoneMayBe: number;
  /** Entities that a subgraph does not know. */
  lost: number;
}

const MISHAPS: Mishaps = { nulls: 10, errors: 4, nullsWhereNoneMayBe: 1, lost: 4 };

/**
 * A world whose every value follows from its place in the schema: from the object, the field, its arguments and
 * what it requires. So a wrong argument, a missing input or a mixed-up object shows in the answer, whatever the SDL.
 */
export function deriveWorld(sdl: Readonly<Record<string, string>>, mishaps: Mishaps = MISHAPS): World {
  const facts = new Facts(sdl, mishaps);
  return {
    sdl,
    learn: (supergraph, api) => facts.learn(supergraph, api),
    begin: () => facts.begin(),
    truth: (_, field) => facts.truth(field) as never,
    partOfTruth: (type, field, subgraph) => facts.partOfTruth(type, field, subgraph) as never,
    findEntity: (sent, subgraph) => facts.findEntity(sent, subgraph),
    root: (is, n = 0) => ({ is, n }),
    typeOf: (value) => (value as Thing).is,
  };
}

type Arguments = Record<string, unknown>;

interface About {
  thing: Thing;
  field: string;
  calm: boolean;
  unique: boolean;
  /** The subgraphs that answer the field. */
  owners: ReadonlySet<string>;
}

class Facts {
  readonly #directives: Directives;
  readonly #mishaps: Mishaps;
  /** Values that tell entities apart. */
  readonly #unique = new Set<string>();
  /** Values that others are computed from: they may be null, but do not fail. */
  readonly #calm = new Set<string>();
  readonly #found = new Map<string, Map<string, Thing>>();
  #supergraph!: GraphQLSchema;
  #api!: GraphQLSchema;
  /** Mutations that have begun: what is answered below one shows that no later one has. */
  #mutations = 0;
  readonly #fates = new Map<string, boolean>();

  constructor(sdl: Readonly<Record<string, string>>, mishaps: Mishaps) {
    this.#directives = readDirectives(sdl);
    this.#mishaps = mishaps;
  }

  learn(supergraph: GraphQLSchema, api: GraphQLSchema): void {
    this.#supergraph = supergraph;
    this.#api = api;
    for (const { type, set } of this.#directives.keys) this.#mark(this.#unique, type, set);
    for (const [slot, set] of this.#directives.requires) this.#mark(this.#calm, slot.split('.')[0]!, set);
    for (const { context, set } of [...this.#directives.contextArguments.values()].flat())
      for (const type of this.#directives.contexts.get(context) ?? []) this.#mark(this.#calm, type, set);
  }

  begin(): void {
    this.#mutations = 0;
  }

  truth(field: string): GraphQLFieldResolver<Thing, unknown> {
    return (thing, args) => this.#begun(thing) ?? this.#value(thing, field, args);
  }

  partOfTruth(type: string, field: string, subgraph: string): GraphQLFieldResolver<Thing, unknown> {
    const slot = `${type}.${field}`;
    const { external, provided } = this.#directives;
    const isKey = this.#directives.keys.some(
      (key) => key.subgraph === subgraph && key.type === type && this.#topNames(key.set).has(field),
    );
    if (external.has(`${subgraph}|${slot}`) && !isKey && !provided.get(subgraph)?.has(field))
      return () => {
        throw new Error(`${subgraph} was asked for ${slot}, which it does not have`);
      };
    return (thing, args) => this.#begun(thing) ?? this.#value(thing, field, args, subgraph);
  }

  findEntity(sent: Record<string, unknown>, subgraph: string): Thing | null | Promise<never> {
    const type = String(sent.__typename);
    for (const key of this.#directives.keys) {
      if (key.type !== type || key.subgraph !== subgraph || !key.resolvable) continue;
      const projected = this.#ofSent(sent, key.set, type);
      const found = this.#entities(type, key.text, key.set).get(JSON.stringify(projected));
      if (!found) continue;
      const fate = this.#fateOf(subgraph, found.is, found.n);
      // Thrown at once it would be the fault of all that are asked for together.
      if (fate === 'broken') return Promise.reject(new Error(`broken: ${subgraph} ${found.is}#${found.n}`));
      return fate === 'lost' ? null : { ...found, sent };
    }
    throw new Error(`${subgraph} knows no ${JSON.stringify(sent)}`);
  }

  #begun(thing: Thing): undefined {
    if (thing.is === this.#supergraph.getMutationType()?.name) this.#mutations++;
    return undefined;
  }

  #value(thing: Thing, field: string, given: Arguments, subgraph?: string): unknown {
    const { is, n } = thing;
    const slot = `${is}.${field}`;
    const definition = this.#fieldOf(is, field);
    const requires = this.#inherited(is, (type) => this.#directives.requires.get(`${type}.${field}`));
    let args = given;
    let inputs = '';
    if (subgraph === undefined) {
      for (const each of this.#directives.contextArguments.get(slot) ?? [])
        args = { ...args, [each.argument]: this.#fromAbove(thing, each.context, each.set) };
      if (requires) inputs = JSON.stringify(this.#ofTruth(thing, requires));
    } else if (requires) inputs = JSON.stringify(this.#ofSent(thing.sent ?? {}, requires, is));
    const calm = this.#isMarked(this.#calm, is, field);
    const unique = this.#isMarked(this.#unique, is, field);
    const sorted = Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));
    const where = `${slot}#${n}${sorted.length > 0 ? JSON.stringify(sorted) : ''}${inputs}`;
    const owners =
      this.#inherited(is, (type) => this.#directives.owners.get(`${type}.${field}`)) ?? new Set();
    const [owner] = owners;
    const fate = unique || owner === undefined ? undefined : this.#fateOf(owner, is, n);
    if (fate === 'lost') return null;
    if (fate === 'broken') return new Error(`broken: ${owner} ${is}#${n}`);
    return this.#made(definition.type, where, { thing, field, calm, unique, owners });
  }

  /**
   * What becomes of an entity in a subgraph that alone has what others do not need of it: the subgraph may not know it,
   * or fail to find it. Then so it is for each of those fields.
   */
  #fateOf(subgraph: string, is: string, n: number): 'lost' | 'broken' | undefined {
    const known = this.#fates.get(`${subgraph}|${is}`) ?? this.#isAlone(subgraph, is);
    this.#fates.set(`${subgraph}|${is}`, known);
    if (!known) return undefined;
    const roll = hashOf(`fate ${subgraph} ${is}#${n}`, 1_000) / 10;
    if (roll < this.#mishaps.lost) return 'lost';
    return roll < 2 * this.#mishaps.lost ? 'broken' : undefined;
  }

  #isAlone(subgraph: string, is: string): boolean {
    const { keys, members } = this.#directives;
    const types = new Set<string>();
    this.#inherited(is, (type) => void types.add(type));
    const own = keys.filter((key) => types.has(key.type) && key.subgraph === subgraph && key.resolvable);
    const elsewhere = keys.some((key) => types.has(key.type) && key.subgraph !== subgraph);
    // Who says what type an object behind an interface has is asked by all.
    const saysType = [...types].some((type) => members.get(`${subgraph}|${type}`)?.has(is));
    // What it is asked by is known already; anything else that tells entities apart might be asked of it.
    const [key] = own;
    if (own.length !== 1 || !key || !elsewhere || saysType) return false;
    const asked = key.set.selections.flatMap((each) =>
      each.kind === Kind.FIELD && !each.selectionSet ? [each.name.value] : [],
    );
    return Object.keys(this.#fieldsOf(is)).every((field) => {
      const owners = this.#inherited(is, (type) => this.#directives.owners.get(`${type}.${field}`));
      if (!owners?.has(subgraph) || asked.includes(field)) return true;
      if (this.#isMarked(this.#unique, is, field)) return false;
      return owners.size === 1 && !this.#isMarked(this.#calm, is, field);
    });
  }

  #made(type: GraphQLOutputType, where: string, about: About): unknown {
    const roll = hashOf(`mishap ${where}`, 1_000) / 10;
    const { nulls, errors, nullsWhereNoneMayBe } = this.#mishaps;
    if (isNonNullType(type)) {
      if (!about.unique && !about.calm && roll < nullsWhereNoneMayBe) return null;
      return this.#present(type.ofType, where, about);
    }
    if (about.unique) return this.#present(type, where, about);
    if (roll < nulls) return null;
    if (!about.calm && roll < nulls + errors) return new Error(`broken: ${where}`);
    return this.#present(type, where, about);
  }

  #present(type: GraphQLOutputType, where: string, about: About): unknown {
    const { thing, field, unique } = about;
    if (isListType(type)) {
      // What tells entities apart has something in it.
      const length = (unique ? 1 : 0) + hashOf(`length ${where}`, 4);
      return Array.from({ length }, (_, index) => this.#made(type.ofType, `${where}[${index}]`, about));
    }
    const named = getNamedType(type);
    if (isCompositeType(named)) {
      const possible = this.#possible(named.name, about.owners);
      const is = possible[unique ? 0 : hashOf(`type ${where}`, possible.length)];
      if (is === undefined) return null;
      const n = unique ? thing.n : hashOf(`which ${where}`, COUNT);
      return { is, n, above: thing } satisfies Thing;
    }
    if (unique) {
      const own = `${thing.is}-${field}-${thing.n}`;
      return named.name === 'Int' ? hashOf(own, 1_000_000_000) : own;
    }
    if (isEnumType(named)) {
      const visible = this.#api.getType(named.name);
      const values = (isEnumType(visible) ? visible : named)
        .getValues()
        .filter(({ name }) =>
          [...about.owners].every((owner) => this.#directives.enums.get(`${owner}|${named.name}`)?.has(name)),
        );
      return values[hashOf(where, values.length)]?.name;
    }
    if (named.name === 'Int') return hashOf(where, 1_000_000_000);
    if (named.name === 'Float') return hashOf(where, 1_000_000) / 64;
    if (named.name === 'Boolean') return hashOf(where, 2) === 1;
    if (named.name === 'Blob' && !about.calm) return { [field]: [hashOf(where, 9), null, { at: where }] };
    return about.calm ? where : `${where}@${this.#mutations}`;
  }

  #possible(name: string, owners: ReadonlySet<string>): string[] {
    const type = this.#supergraph.getType(name);
    if (!isAbstractType(type)) return [name];
    const visible = this.#api.getType(name);
    const shown = isAbstractType(visible) ? this.#api.getPossibleTypes(visible) : undefined;
    return this.#supergraph
      .getPossibleTypes(type)
      .map((each) => each.name)
      .filter((each) => shown?.some((other) => other.name === each) ?? true)
      .filter((each) =>
        [...owners].every((owner) => this.#directives.members.get(`${owner}|${name}`)?.has(each) ?? true),
      );
  }

  #fromAbove(thing: Thing, context: string, set: SelectionSetNode): unknown {
    const setters = this.#directives.contexts.get(context) ?? new Set();
    for (let at = thing.above; at; at = at.above) {
      const setter = at;
      if (!this.#inherited(setter.is, (type) => (setters.has(type) ? true : undefined))) continue;
      // One leaf is selected, however deep; of a list, one of each item.
      const leafOf = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(leafOf);
        return value !== null && typeof value === 'object' ? leafOf(Object.values(value)[0] ?? null) : value;
      };
      return leafOf(this.#ofTruth(setter, set));
    }
    return undefined;
  }

  /** The values of a field set, from what is true. */
  #ofTruth(thing: Thing, set: SelectionSetNode): Record<string, unknown> {
    return this.#project(set, thing.is, (node) => {
      const args = getArgumentValues(this.#fieldOf(thing.is, node.name.value), node);
      const value = this.#value(thing, node.name.value, args);
      const below = (each: unknown): unknown => {
        if (Array.isArray(each)) return each.map(below);
        return node.selectionSet && each ? this.#ofTruth(each as Thing, node.selectionSet) : each;
      };
      return below(value);
    });
  }

  /** The same from what was sent. */
  #ofSent(sent: Record<string, unknown>, set: SelectionSetNode, is: string): Record<string, unknown> {
    return this.#project(set, is, (node) => {
      const below = (each: unknown): unknown => {
        if (Array.isArray(each)) return each.map(below);
        if (!node.selectionSet || !each) return each;
        const object = each as Record<string, unknown>;
        return this.#ofSent(object, node.selectionSet, String(object.__typename ?? ''));
      };
      const value = sent[node.name.value];
      return value === undefined ? 'never sent' : below(value);
    });
  }

  #project(set: SelectionSetNode, is: string, worth: (node: FieldNode) => unknown): Record<string, unknown> {
    const projected: Record<string, unknown> = {};
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) projected[selection.name.value] = worth(selection);
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
      const condition = selection.typeCondition?.name.value;
      if (!condition || this.#inherited(is, (type) => (type === condition ? true : undefined)))
        Object.assign(projected, this.#project(selection.selectionSet, is, worth));
    }
    return projected;
  }

  #entities(type: string, text: string, set: SelectionSetNode): Map<string, Thing> {
    const known = this.#found.get(`${type}|${text}`) ?? new Map<string, Thing>();
    if (known.size > 0) return known;
    this.#found.set(`${type}|${text}`, known);
    const declared = this.#supergraph.getType(type);
    const types = isAbstractType(declared)
      ? this.#supergraph.getPossibleTypes(declared).map(({ name }) => name)
      : [type];
    for (const is of types)
      for (let n = 0; n < COUNT; n++) known.set(JSON.stringify(this.#ofTruth({ is, n }, set)), { is, n });
    return known;
  }

  #mark(marked: Set<string>, typeName: string, set: SelectionSetNode): void {
    const type = this.#supergraph.getType(typeName);
    const types = isAbstractType(type)
      ? [typeName, ...this.#supergraph.getPossibleTypes(type).map(({ name }) => name)]
      : [typeName];
    for (const each of types)
      for (const selection of set.selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT)
          this.#mark(marked, selection.typeCondition?.name.value ?? each, selection.selectionSet);
        if (selection.kind !== Kind.FIELD) continue;
        const own = this.#supergraph.getType(each);
        const isKnown = isObjectType(own) || isInterfaceType(own);
        const definition = isKnown ? own.getFields()[selection.name.value] : undefined;
        if (!definition) continue;
        marked.add(`${each}.${selection.name.value}`);
        if (selection.selectionSet)
          this.#mark(marked, getNamedType(definition.type).name, selection.selectionSet);
      }
  }

  #isMarked(marked: ReadonlySet<string>, is: string, field: string): boolean {
    return this.#inherited(is, (type) => (marked.has(`${type}.${field}`) ? true : undefined)) ?? false;
  }

  /** What is said of an object type, or of one of its interfaces. */
  #inherited<T>(is: string, of: (type: string) => T | undefined): T | undefined {
    const own = of(is);
    if (own !== undefined) return own;
    const type = this.#supergraph.getType(is);
    for (const each of isObjectType(type) ? type.getInterfaces() : []) {
      const inherited = of(each.name);
      if (inherited !== undefined) return inherited;
    }
    return undefined;
  }

  #fieldsOf(is: string) {
    const type = this.#supergraph.getType(is);
    return isObjectType(type) ? type.getFields() : {};
  }

  #fieldOf(is: string, field: string) {
    const definition = this.#fieldsOf(is)[field];
    if (!definition) throw new Error(`The supergraph has no field ${is}.${field}.`);
    return definition;
  }

  #topNames(set: SelectionSetNode): Set<string> {
    return new Set(set.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : [])));
  }
}
