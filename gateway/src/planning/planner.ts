import { AppError } from '@visiobook/service';
import {
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import {
  type FieldNeed,
  type FieldNeeds,
  mergeFields,
  type Need,
  needOf,
  runtimeTypes,
  sizeOf,
  TYPENAME,
} from './need.ts';
import { createSelection, type Fetch, type Part, type Plan, type Selection, type Step } from './plan.ts';
import { NOTHING_PROVIDED, type Provided, providedBelow } from './provided.ts';
import type { ModelType, SubgraphModel } from './subgraph-model.ts';

/** Where planning stands: a fetch, a place in it, and what has been used so far to answer a need. */
interface Place {
  fetch: Fetch;
  path: readonly Step[];
  provided: Provided;
  /** Slots whose `@requires` the fetch's representations satisfy, at its top only. */
  satisfied?: ReadonlySet<string>;
  /** The fetches that answer what was planned here, for whoever needs the answers. */
  used: Set<number>;
}

interface Target {
  model: SubgraphModel;
  /** The type as the subgraph knows it: the object type or an interface object. */
  type: ModelType;
}

/** More parts than this are no plan that anybody wants to run. */
const MOST_ENTRIES = 20_000;

/**
 * Plans an operation so that every fetch has its inputs: what a subgraph can answer where it stands is asked there,
 * and what is left goes to a subgraph that knows the object by a key, whose fields (and those of `@requires`) are
 * planned by the same rules before it. What no subgraph below can answer goes back to the parent field, which may
 * be asked of another subgraph as well. A step that leads nowhere is undone, so that a finished plan holds only
 * fetches that can run.
 */
export class Planner {
  readonly #schema: GraphQLSchema;
  readonly #models: ReadonlyMap<string, SubgraphModel>;
  #fetches: Fetch[] = [];
  #undo: (() => void)[] = [];
  #hops = new Map<string, Fetch[]>();
  #active = new Set<string>();
  #aliases = 0;
  #entries = 0;

  /** @param schema the whole supergraph, hidden elements included */
  constructor(schema: GraphQLSchema, models: ReadonlyMap<string, SubgraphModel>) {
    this.#schema = schema;
    this.#models = models;
  }

  /** @throws AppError INTERNAL for a need that no subgraph can answer */
  plan(operation: Plan['operation'], rootType: string, fields: FieldNeeds): Plan {
    this.#fetches = [];
    this.#undo = [];
    this.#hops = new Map();
    this.#active = new Set();
    this.#aliases = 0;
    this.#entries = 0;
    let last: Fetch | undefined;
    for (const field of fields.values()) {
      if (field.name.startsWith('__')) continue;
      const reuse = operation === 'mutation' ? (last ? [last] : []) : this.#fetches;
      last = this.#planRoot(
        operation,
        rootType,
        field,
        reuse.filter(({ root, at }) => root && at.length === 0),
      );
    }
    return { operation, fetches: this.#fetches };
  }

  #planRoot(
    operation: Plan['operation'],
    rootType: string,
    field: FieldNeed,
    reuse: readonly Fetch[],
  ): Fetch {
    let left: FieldNeed | undefined = field;
    let first: Fetch | undefined;
    while (left) {
      const before: number = sizeOf(new Map([[left.slot, left]]));
      const wanted: FieldNeed = left;
      const tries = [...this.#models.values()]
        .filter((model) => isResolvable(model, rootType, wanted.name))
        .map((model) => {
          const mark = this.#mark();
          const { left: rest, fetch } = this.#tryRoot(operation, rootType, wanted, model, reuse);
          const cost = (rest ? sizeOf(new Map([[rest.slot, rest]])) : 0) * 1_000 + this.#fetches.length;
          this.#rollback(mark);
          return { model, cost, fetch, size: rest ? sizeOf(new Map([[rest.slot, rest]])) : 0 };
        })
        .filter(({ size }) => size < before)
        .sort((a, b) => a.cost - b.cost);
      const best = tries[0];
      if (!best) throw unplannable(rootType, left);
      const { left: rest, fetch }: { left: FieldNeed | undefined; fetch: Fetch } = this.#tryRoot(
        operation,
        rootType,
        left,
        best.model,
        reuse,
      );
      first ??= fetch;
      left = rest;
    }
    return first!;
  }

  #tryRoot(
    operation: Plan['operation'],
    rootType: string,
    field: FieldNeed,
    model: SubgraphModel,
    reuse: readonly Fetch[],
  ): { left: FieldNeed | undefined; fetch: Fetch } {
    let fetch = reuse.find(({ subgraph }) => subgraph === model.name);
    // A mutation's fields run one after the other, each with all that belongs to it.
    const after = new Set(operation === 'mutation' && !fetch ? this.#fetches.map(({ id }) => id) : []);
    fetch ??= this.#addFetch({
      subgraph: model.name,
      root: operation,
      at: [],
      runtime: undefined,
      typename: rootType,
      inputs: new Map(),
      selection: createSelection(rootType, false),
      after,
    });
    const type = model.types.get(rootType)!;
    const place: Place = { fetch, path: [], provided: NOTHING_PROVIDED, used: new Set() };
    const left = this.#inline(place, this.#part(fetch.selection, rootType), model, type, rootType, field);
    return { left, fetch };
  }

  /** Plans what is wanted of the objects that stand at a place of a fetch. @returns what is left */
  #planSelection(place: Place, selection: Selection, model: SubgraphModel, need: Need): Need {
    const left: Need = new Map();
    const on = model.types.get(selection.on);
    for (const name of on?.runtime ?? []) {
      const type = model.types.get(name)!;
      if (type.interfaceObject) {
        for (const [runtime, fields] of this.#planInterfaceObject(place, selection, model, type, need))
          left.set(runtime, fields);
      } else {
        const fields = need.get(name);
        if (!fields) continue;
        const rest = this.#planObject(place, selection, model, type, name, fields);
        if (rest.size > 0) left.set(name, rest);
      }
    }
    // An interface nobody implements still has its own fields.
    const own = on?.abstract && on.runtime.length === 0 ? need.get(on.name) : undefined;
    if (on && own) {
      const rest = this.#planObject(place, selection, model, on, on.name, own);
      if (rest.size > 0) left.set(on.name, rest);
    }
    return left;
  }

  #planObject(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    fields: FieldNeeds,
  ): FieldNeeds {
    const left: FieldNeeds = new Map();
    const part = this.#part(selection, type.name);
    for (const field of fields.values()) {
      // A type that is no interface object tells its name by itself.
      if (field.name === TYPENAME) continue;
      const rest = this.#inline(place, part, model, type, runtime, field);
      if (rest) left.set(field.slot, rest);
    }
    return left.size === 0 ? left : this.#hop(place, selection, model, type, runtime, left);
  }

  /**
   * A subgraph that knows only the interface cannot tell the object type. What it has of the interface is asked of
   * it; where more is wanted, a subgraph that has the interface says what the objects are and goes on from there.
   */
  #planInterfaceObject(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    need: Need,
  ): Need {
    const part = this.#part(selection, type.name);
    const runtimes = runtimeTypes(this.#schema, type.name).filter((name) => need.has(name));
    let left: Need = new Map();
    for (const runtime of runtimes) {
      const rest: FieldNeeds = new Map();
      for (const field of need.get(runtime)!.values()) {
        const remaining =
          field.name === TYPENAME ? field : this.#inline(place, part, model, type, undefined, field);
        if (remaining) rest.set(field.slot, remaining);
      }
      if (rest.size > 0) left.set(runtime, rest);
    }
    const alike = runtimes.every((name) => isSame(need.get(name)!, need.get(runtimes[0]!)!));
    if (alike && left.size === 0) return left;
    const first = left.get(runtimes[0]!);
    if (alike && first && !first.has(TYPENAME)) {
      const rest = this.#hop(place, selection, model, type, undefined, first);
      if (rest.size === 0) return new Map();
      left = new Map([...left.keys()].map((name) => [name, rest]));
    }
    return this.#learnType(place, selection, model, type, runtimes, left);
  }

  #learnType(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtimes: readonly string[],
    left: Need,
  ): Need {
    const wanted: Need = new Map(runtimes.map((name) => [name, left.get(name) ?? new Map()]));
    for (const target of this.#models.values()) {
      const known = target.types.get(type.name);
      if (!known?.abstract || known.keys.length === 0) continue;
      const mark = this.#mark();
      const found = this.#enter(
        place,
        selection,
        model,
        type,
        undefined,
        { model: target, type: known },
        new Map(),
      );
      if (!found) continue;
      const used = new Set([found.id]);
      const rest = this.#planSelection(
        { fetch: found, path: place.path, provided: NOTHING_PROVIDED, used },
        found.selection,
        target,
        wanted,
      );
      if (sizeOf(rest) === 0) {
        for (const id of used) place.used.add(id);
        return new Map();
      }
      this.#rollback(mark);
    }
    return new Map(
      [...wanted].map(([name, fields]) => [name, fields.size > 0 ? fields : new Map([[TYPENAME, ASK]])]),
    );
  }

  /** Asks a field where it stands. @returns what is left of it */
  #inline(
    place: Place,
    part: Part,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    field: FieldNeed,
  ): FieldNeed | undefined {
    const own = type.fields.get(field.name);
    if (!own) return field;
    const provided = providedBelow(place.provided, field.name, (condition) =>
      this.#isA(type.name, condition),
    );
    if (own.external && !provided) return field;
    if (own.requires && !place.satisfied?.has(field.slot)) return field;
    if (!field.need) {
      this.#entry(part, field, undefined);
      place.used.add(place.fetch.id);
      return undefined;
    }
    const declared = model.types.get(own.type);
    if (!declared) return field;
    const mark = this.#mark();
    const below = this.#entry(part, field, declared).selection!;
    const used = new Set<number>();
    const left = this.#planSelection(
      {
        fetch: place.fetch,
        path: [...place.path, { slot: field.slot, parent: runtime }],
        provided: [...(provided ?? []), ...(own.provides ? [own.provides] : [])],
        used,
      },
      below,
      model,
      field.need,
    );
    if (sizeOf(left) > 0 && sizeOf(left) >= sizeOf(field.need)) {
      this.#rollback(mark);
      return field;
    }
    place.used.add(place.fetch.id);
    for (const id of used) place.used.add(id);
    return sizeOf(left) > 0 ? { ...field, need: left } : undefined;
  }

  /** Sends what is left of an object to the subgraphs that know it by a key. @returns what is left then */
  #hop(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    fields: FieldNeeds,
  ): FieldNeeds {
    let left = fields;
    const targets = this.#targets(type, runtime);
    for (let progress = true; progress && left.size > 0; ) {
      progress = false;
      const ranked = targets
        .map((target) => ({ target, gain: gainOf(target, left) }))
        .filter(({ gain }) => gain.size > 0)
        .sort((a, b) => sizeOf(b.gain) - sizeOf(a.gain));
      for (const { target, gain } of ranked) {
        for (const group of this.#groups(target, runtime ?? type.name, gain)) {
          const before = sizeOf(left);
          left = this.#hopTo(place, selection, model, type, runtime, target, group, left);
          if (sizeOf(left) < before) progress = true;
        }
        if (progress) break;
      }
    }
    return left;
  }

  #hopTo(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    target: Target,
    group: { fields: FieldNeeds; inputs: FieldNeeds },
    left: FieldNeeds,
  ): FieldNeeds {
    const here = `${place.path.map(({ slot, parent }) => `${parent}.${slot}`).join('/')}|${runtime ?? type.name}`;
    const guard = (slot: string) => `${here}|${target.model.name}|${slot}`;
    // Being asked for on the way to itself means that this way leads nowhere.
    const open = [...group.fields.keys()].filter((slot) => left.has(slot) && !this.#active.has(guard(slot)));
    if (open.length === 0) return left;
    const mark = this.#mark();
    for (const slot of open) this.#active.add(guard(slot));
    const fetch = this.#enter(place, selection, model, type, runtime, target, group.inputs);
    for (const slot of open) this.#active.delete(guard(slot));
    if (!fetch) return left;
    const used = new Set<number>([fetch.id]);
    const inside: Place = {
      fetch,
      path: place.path,
      provided: NOTHING_PROVIDED,
      satisfied: new Set(group.fields.keys()),
      used,
    };
    const part = this.#part(fetch.selection, target.type.name);
    const rest = new Map(left);
    for (const slot of open) {
      const remaining = this.#inline(inside, part, target.model, target.type, runtime, left.get(slot)!);
      if (remaining) rest.set(slot, remaining);
      else rest.delete(slot);
    }
    if (sizeOf(rest) >= sizeOf(left)) {
      this.#rollback(mark);
      return left;
    }
    for (const id of used) place.used.add(id);
    return rest;
  }

  /** A fetch of these objects from another subgraph, with all its inputs planned before it; an equal one is shared. */
  #enter(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    target: Target,
    required: FieldNeeds,
  ): Fetch | undefined {
    const here = place.path.map(({ slot, parent }) => `${parent}.${slot}`).join('/');
    const subject = runtime ?? type.name;
    const isRoot = subject === this.#schema.getQueryType()?.name;
    for (const key of isRoot ? [NO_KEY] : target.type.keys) {
      const keyFields = this.#fieldSet(subject, key);
      if (conflicts(keyFields, required)) continue;
      const inputs = mergeFields(keyFields, required);
      const id = [here, subject, target.model.name, target.type.name, signature(inputs)].join('|');
      const mark = this.#mark();
      const used = new Set<number>();
      const loop = `enter ${id}`;
      if (this.#active.has(loop)) continue;
      this.#active.add(loop);
      // The inputs are planned from where the objects stand, without what `@requires` this fetch may satisfy.
      const { satisfied: _, ...bare } = place;
      const rest = this.#planObject({ ...bare, used }, selection, model, type, runtime, inputs);
      this.#active.delete(loop);
      if (sizeOf(rest) > 0) {
        this.#rollback(mark);
        continue;
      }
      used.add(place.fetch.id);
      const shared = this.#hops.get(id)?.find(({ after }) => [...used].every((each) => after.has(each)));
      if (shared) return shared;
      const fetch = this.#addFetch({
        subgraph: target.model.name,
        root: isRoot ? 'query' : undefined,
        at: place.path,
        runtime,
        typename: target.type.name,
        inputs,
        selection: createSelection(target.type.name, target.type.abstract),
        after: used,
      });
      const siblings = this.#hops.get(id) ?? [];
      this.#hops.set(id, siblings);
      siblings.push(fetch);
      this.#undo.push(() => void siblings.splice(siblings.indexOf(fetch), 1));
      return fetch;
    }
    return undefined;
  }

  #targets(type: ModelType, runtime: string | undefined): Target[] {
    const names = [runtime ?? type.name];
    const object = runtime === undefined ? undefined : this.#schema.getType(runtime);
    if (isObjectType(object)) for (const each of object.getInterfaces()) names.push(each.name);
    const targets: Target[] = [];
    for (const model of this.#models.values()) {
      for (const name of names) {
        const known = model.types.get(name);
        if (!known) continue;
        if (known.keys.length === 0 && name !== this.#schema.getQueryType()?.name) continue;
        if (name === (runtime ?? type.name) || known.interfaceObject) targets.push({ model, type: known });
      }
    }
    return targets;
  }

  /** One fetch can carry one value a name: fields whose `@requires` want different ones are fetched apart. */
  #groups(target: Target, subject: string, gain: FieldNeeds): { fields: FieldNeeds; inputs: FieldNeeds }[] {
    const groups: { fields: FieldNeeds; inputs: FieldNeeds }[] = [];
    const plain = new Map([...gain].filter(([, { name }]) => !target.type.fields.get(name)?.requires));
    if (plain.size > 0) groups.push({ fields: plain, inputs: new Map() });
    const demanding: typeof groups = [];
    for (const [slot, field] of gain) {
      const requires = target.type.fields.get(field.name)?.requires;
      if (!requires) continue;
      const inputs = this.#fieldSet(subject, requires);
      const fits = demanding.find((group) => signature(group.inputs) === signature(inputs));
      if (fits) fits.fields.set(slot, field);
      else demanding.push({ fields: new Map([[slot, field]]), inputs });
    }
    return [...groups, ...demanding];
  }

  #fieldSet(typeName: string, set: SelectionSetNode): FieldNeeds {
    const selecting = { schema: this.#schema, fragments: new Map(), variables: {} };
    const need = needOf(selecting, typeName, [set]);
    const [fields] = need.values();
    return need.get(typeName) ?? fields ?? new Map();
  }

  #isA(name: string, condition: string): boolean {
    if (name === condition) return true;
    const [type, wanted] = [this.#schema.getType(name), this.#schema.getType(condition)];
    return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type))
      ? this.#schema.isSubType(wanted, type)
      : false;
  }

  #part(selection: Selection, typeName: string): Part {
    let part = selection.parts.get(typeName);
    if (!part) {
      part = new Map();
      selection.parts.set(typeName, part);
      this.#undo.push(() => selection.parts.delete(typeName));
    }
    return part;
  }

  #entry(part: Part, field: FieldNeed, declared: ModelType | undefined) {
    let entry = part.get(field.slot);
    if (!entry) {
      if (++this.#entries > MOST_ENTRIES)
        throw new AppError('TOO_EXPENSIVE', 'The operation asks for too much.');
      const alias = `${field.name}_${(this.#aliases++).toString(36)}`;
      const selection =
        declared && createSelection(declared.name, declared.abstract || declared.interfaceObject);
      entry = { alias, field, ...(selection ? { selection } : {}) };
      part.set(field.slot, entry);
      this.#undo.push(() => part.delete(field.slot));
    }
    return entry;
  }

  #addFetch(fetch: Omit<Fetch, 'id'>): Fetch {
    const added = { id: this.#fetches.length, ...fetch };
    this.#fetches.push(added);
    this.#undo.push(() => void this.#fetches.pop());
    return added;
  }

  #mark(): number {
    return this.#undo.length;
  }

  #rollback(mark: number): void {
    while (this.#undo.length > mark) this.#undo.pop()!();
  }
}

/** The root type is the same for all. */
const NO_KEY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

const ASK: FieldNeed = { slot: TYPENAME, name: TYPENAME, args: '', variables: [] };

function unplannable(type: string, { name }: FieldNeed): AppError {
  return new AppError('INTERNAL', `No subgraph can answer all that is asked of ${type}.${name}.`);
}

function isResolvable(model: SubgraphModel, type: string, name: string): boolean {
  const field = model.types.get(type)?.fields.get(name);
  return field !== undefined && !field.external;
}

function gainOf({ type }: Target, left: FieldNeeds): FieldNeeds {
  const has = ({ name }: FieldNeed) => type.fields.has(name) && !type.fields.get(name)!.external;
  return new Map([...left].filter(([, field]) => has(field)));
}

function isSame(a: FieldNeeds, b: FieldNeeds): boolean {
  return a === b || signature(a) === signature(b);
}

/** The same text for the same wishes. */
function signature(fields: FieldNeeds): string {
  const parts = Array.from(fields.values(), ({ slot, need }) =>
    need ? `${slot}{${Array.from(need, ([type, below]) => `${type}:${signature(below)}`).join(';')}}` : slot,
  );
  return parts.sort().join(',');
}

/** Whether two would need one name of a representation for two values. */
function conflicts(a: FieldNeeds, b: FieldNeeds): boolean {
  for (const field of a.values())
    for (const other of b.values()) {
      if (field.name !== other.name) continue;
      if (field.slot !== other.slot) return true;
    }
  return false;
}
