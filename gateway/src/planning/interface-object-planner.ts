import type { GraphQLSchema } from 'graphql';
import type { HopPlanner } from './hop-planner.ts';
import { laterFields } from './later-fields.ts';
import {
  ASK_TYPENAME,
  type FieldNeed,
  type FieldNeeds,
  type Need,
  runtimeTypes,
  sizeOf,
  TYPENAME,
} from './need.ts';
import { isSame, isSameField } from './need-algebra.ts';
import type { Place } from './place.ts';
import type { PlacePlanner } from './place-planner.ts';
import type { Selection } from './plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import { NOTHING_PROVIDED } from './provided.ts';
import type { ModelType, SubgraphModel } from './subgraph-model.ts';

/** Plans what is wanted of objects that a subgraph knows by their interface only. */
export class InterfaceObjectPlanner {
  readonly #schema: GraphQLSchema;
  readonly #models: ReadonlyMap<string, SubgraphModel>;
  readonly #draft: PlanDraft;
  readonly #hops: HopPlanner;
  readonly #places: PlacePlanner;

  constructor(
    schema: GraphQLSchema,
    models: ReadonlyMap<string, SubgraphModel>,
    draft: PlanDraft,
    hops: HopPlanner,
    places: PlacePlanner,
  ) {
    this.#schema = schema;
    this.#models = models;
    this.#draft = draft;
    this.#hops = hops;
    this.#places = places;
  }

  /**
   * A subgraph that knows only the interface cannot tell the object type. What it has of the interface is asked of
   * it; where more is wanted, a subgraph that has the interface says what the objects are and goes on from there.
   */
  plan(place: Place, selection: Selection, model: SubgraphModel, type: ModelType, need: Need): Need {
    const part = this.#draft.part(selection, type.name);
    const runtimes = runtimeTypes(this.#schema, type.name).filter((name) => need.has(name));
    // What only one type is asked for must not be asked of all: its null could take the others' place.
    const isCommon = (field: FieldNeed) =>
      runtimes.every((name) => {
        const other = need.get(name)!.get(field.slot);
        return other !== undefined && isSameField(other, field);
      });
    const common = new Map([...(need.get(runtimes[0] ?? '') ?? [])].filter(([, field]) => isCommon(field)));
    const sent = new Set<string>();
    for (const [name, group] of laterFields(place, part, model, type, common)) {
      const rest = this.#hops.hop({ ...place, part: name }, selection, model, type, undefined, group);
      for (const slot of group.keys()) if (!rest.has(slot)) sent.add(slot);
    }
    let left: Need = new Map();
    const asked = new Map<string, FieldNeed | undefined>();
    for (const field of need.get(runtimes[0]!)?.values() ?? [])
      if (field.name !== TYPENAME && !sent.has(field.slot) && isCommon(field))
        asked.set(field.slot, this.#places.inline(place, part, model, type, undefined, field));
    for (const runtime of runtimes) {
      const rest: FieldNeeds = new Map();
      for (const field of need.get(runtime)!.values()) {
        if (sent.has(field.slot)) continue;
        const remaining = asked.has(field.slot) ? asked.get(field.slot) : field;
        if (remaining) rest.set(field.slot, remaining);
      }
      if (rest.size > 0) left.set(runtime, rest);
    }
    const alike = runtimes.every((name) => isSame(need.get(name)!, need.get(runtimes[0]!)!));
    if (alike && left.size === 0) return left;
    const first = left.get(runtimes[0]!);
    if (alike && first && !first.has(TYPENAME)) {
      const rest = this.#hops.hop(place, selection, model, type, undefined, first);
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
    const learn = ({ target, known }: { target: SubgraphModel; known: ModelType }) => {
      const mark = this.#draft.mark();
      const to = { model: target, type: known };
      const found = this.#hops.enter(place, selection, model, type, undefined, to, new Map());
      if (!found) return false;
      const used = new Set([found.id]);
      const rest = this.#places.planSelection(
        { ...place, fetch: found, provided: NOTHING_PROVIDED, used },
        found.selection,
        target,
        wanted,
      );
      if (sizeOf(rest) > 0) {
        this.#draft.rollback(mark);
        return false;
      }
      for (const id of used) this.#draft.use(place.used, id);
      return true;
    };
    const knowing = [...this.#models.values()].flatMap((target) => {
      const known = target.types.get(type.name);
      return known?.abstract && known.keys.length > 0 ? [{ target, known }] : [];
    });
    let isKnown = false;
    this.#hops.ways.nearestFirst(() => {
      isKnown = knowing.some(learn);
      return isKnown;
    });
    if (isKnown) return new Map();
    return new Map(
      [...wanted].map(([name, fields]) => [
        name,
        fields.size > 0 ? fields : new Map([[TYPENAME, ASK_TYPENAME]]),
      ]),
    );
  }
}
