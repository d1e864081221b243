import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { HopPlanner } from './hop-planner.ts';
import { InterfaceObjectPlanner } from './interface-object-planner.ts';
import { laterFields } from './later-fields.ts';
import { type FieldNeed, type FieldNeeds, type Need, sizeOf, TYPENAME } from './need.ts';
import { isSameField, together } from './need-algebra.ts';
import { agreed, isResolvable, type Place } from './place.ts';
import type { Part, Selection } from './plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import { providedBelow } from './provided.ts';
import type { ModelType, SubgraphModel } from './subgraph-model.ts';

/** Plans what is wanted of objects where a fetch already stands, and hands the rest to the hops. */
export class PlacePlanner {
  readonly #schema: GraphQLSchema;
  readonly #models: ReadonlyMap<string, SubgraphModel>;
  readonly #draft: PlanDraft;
  readonly #hops: HopPlanner;
  readonly #interfaceObjects: InterfaceObjectPlanner;

  constructor(
    schema: GraphQLSchema,
    models: ReadonlyMap<string, SubgraphModel>,
    draft: PlanDraft,
    closed: ReadonlySet<string>,
  ) {
    this.#schema = schema;
    this.#models = models;
    this.#draft = draft;
    this.#hops = new HopPlanner(schema, models, draft, this, closed);
    this.#interfaceObjects = new InterfaceObjectPlanner(schema, models, draft, this.#hops, this);
  }

  /** Plans what is wanted of the objects that stand at a place of a fetch. @returns what is left */
  planSelection(place: Place, selection: Selection, model: SubgraphModel, wanted: Need): Need {
    const left: Need = new Map();
    const on = model.types.get(selection.on);
    const names = on ? agreed(on, place.alternatives) : [];
    const common = on ? this.#planCommon(place, selection, model, on, names, wanted) : undefined;
    const need = common ?? wanted;
    for (const name of names) {
      const type = model.types.get(name)!;
      if (type.interfaceObject) {
        for (const [runtime, fields] of this.#interfaceObjects.plan(place, selection, model, type, need))
          left.set(runtime, fields);
      } else {
        const fields = need.get(name);
        if (!fields) continue;
        const rest = this.planObject(place, selection, model, type, name, fields);
        if (rest.size > 0) left.set(name, rest);
      }
    }
    // An interface nobody implements still has its own fields.
    const own = on?.abstract && on.runtime.length === 0 ? need.get(on.name) : undefined;
    if (on && own) {
      const rest = this.planObject(place, selection, model, on, on.name, own);
      if (rest.size > 0) left.set(on.name, rest);
    }
    return on?.abstract ? together(need, left) : left;
  }

  /**
   * What is wanted alike of all object types behind an interface, and is the interface's own in this subgraph, is asked
   * once and not for each of them. @returns what is left for the object types
   */
  #planCommon(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    on: ModelType,
    names: readonly string[],
    wanted: Need,
  ): Need {
    const types = names.filter((name) => wanted.has(name));
    const [first, ...others] = types;
    if (!on.abstract || first === undefined || others.length === 0) return wanted;
    const isPlain = (owner: ModelType, { name }: FieldNeed) => {
      const field = owner.fields.get(name);
      if (!field || field.external || field.requires || field.provides || field.fromContext.length > 0)
        return false;
      // Which members a union has here depends on who else could have led to it, type by type.
      const below = model.types.get(field.type);
      return !below?.abstract || below.fields.size > 0;
    };
    const rests = new Map(types.map((name) => [name, new Map(wanted.get(name))]));
    for (const [slot, field] of wanted.get(first)!) {
      if (field.part !== place.fetch.part || !isPlain(on, field)) continue;
      const isCommon = types.every((name) => {
        const type = model.types.get(name)!;
        const same = wanted.get(name)!.get(slot);
        return same && !type.interfaceObject && isPlain(type, field) && isSameField(same, field);
      });
      if (!isCommon) continue;
      const rest = this.inline(place, this.#draft.part(selection, on.name), model, on, undefined, field);
      for (const fields of rests.values()) {
        if (rest) fields.set(slot, rest);
        else fields.delete(slot);
      }
    }
    // What only interface objects have goes to them from the interface, too.
    const isBehind = ({ name }: FieldNeed) =>
      on.fields.size > 0 &&
      [...this.#models.values()].every((each) =>
        types.every((type) => !each.types.get(type)?.fields.has(name)),
      );
    const behind = new Map(
      [...rests.get(first)!].filter(
        ([slot, field]) =>
          field.name !== TYPENAME &&
          isBehind(field) &&
          others.every((name) => {
            const same = rests.get(name)!.get(slot);
            return same && isSameField(same, field);
          }),
      ),
    );
    const left = behind.size > 0 ? this.#hops.hop(place, selection, model, on, undefined, behind) : behind;
    for (const fields of rests.values())
      for (const slot of behind.keys()) {
        const rest = left.get(slot);
        if (rest) fields.set(slot, rest);
        else fields.delete(slot);
      }
    return new Map([...wanted, ...rests]);
  }

  planObject(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    fields: FieldNeeds,
  ): FieldNeeds {
    const part = this.#draft.part(selection, type.name);
    const later = laterFields(place, part, model, type, fields);
    const left: FieldNeeds = new Map();
    const ask = (field: FieldNeed) => {
      // A type that is no interface object tells its name by itself.
      if (field.name === TYPENAME) return;
      const rest = this.inline(place, part, model, type, runtime, field);
      if (rest) left.set(field.slot, rest);
    };
    const isLater = ({ slot, part: name }: FieldNeed) => name !== undefined && later.get(name)?.has(slot);
    for (const field of fields.values()) if (!isLater(field)) ask(field);
    // What only later parts of the answer wait for is asked in fetches of their own, of the subgraph that stands here
    // too, so that it holds nothing up; what cannot be is asked here.
    for (const [name, group] of later) {
      const rest = this.#hops.hop({ ...place, part: name }, selection, model, type, runtime, group);
      for (const field of rest.values()) ask(field);
    }
    return left.size === 0 ? left : this.#hops.hop(place, selection, model, type, runtime, left);
  }

  /** Asks a field where it stands. @returns what is left of it */
  inline(
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
    const isDemanding = own.requires || own.fromContext.length > 0;
    if (isDemanding && !place.satisfied?.has(field.slot)) return field;
    const fromContext = place.satisfied?.get(field.slot);
    if (!field.need) {
      this.#draft.entry(part, field, undefined, fromContext);
      this.#draft.use(place.used, place.fetch.id);
      return undefined;
    }
    const declared = model.types.get(own.type);
    if (!declared) return field;
    const mark = this.#draft.mark();
    const below = this.#draft.entry(part, field, declared, fromContext).selection!;
    const used = new Set<number>();
    const left = this.planSelection(
      {
        fetch: place.fetch,
        path: [...place.path, { slot: field.slot, parent: runtime }],
        provided: [...(provided ?? []), ...(own.provides ? [own.provides] : [])],
        alternatives: this.#alternatives(place, runtime ?? type.name, field.name),
        above: { place, selection: selectionOf(type, part), model, type, runtime },
        used,
      },
      below,
      model,
      field.need,
    );
    if (sizeOf(left) > 0 && sizeOf(left) >= sizeOf(field.need)) {
      this.#draft.rollback(mark);
      return field;
    }
    this.#draft.use(place.used, place.fetch.id);
    for (const id of used) this.#draft.use(place.used, id);
    return sizeOf(left) > 0 ? { ...field, need: left } : undefined;
  }

  #isA(name: string, condition: string): boolean {
    if (name === condition) return true;
    const [type, wanted] = [this.#schema.getType(name), this.#schema.getType(condition)];
    return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type))
      ? this.#schema.isSubType(wanted, type)
      : false;
  }

  /** Who else could answer a field of these objects: those who could have led to them or find them by a key. */
  #alternatives(place: Place, typeName: string, field: string): SubgraphModel[] {
    return [...this.#models.values()].filter((model) => {
      const type = model.types.get(typeName);
      const reaches = type && (type.keys.length > 0 || place.alternatives.includes(model));
      return reaches && isResolvable(model, typeName, field);
    });
  }
}

/** A part as a selection of its own. */
function selectionOf(type: ModelType, part: Part): Selection {
  return { on: type.name, abstract: false, parts: new Map([[type.name, part]]) };
}
