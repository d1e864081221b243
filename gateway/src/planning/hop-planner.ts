import type { GraphQLSchema, SelectionSetNode } from 'graphql';
import type { FoundContext } from './find-context.ts';
import { HopChoices } from './hop-choices.ts';
import { requiredLater } from './later-fields.ts';
import { type FieldNeeds, mergeFields, sizeOf } from './need.ts';
import { conflicts, type Group, joined, signature } from './need-algebra.ts';
import { gainOf, type Place, type Target } from './place.ts';
import type { PlacePlanner } from './place-planner.ts';
import { createSelection, type Fetch, type Selection } from './plan.ts';
import type { PlanDraft } from './plan-draft.ts';
import { NOTHING_PROVIDED } from './provided.ts';
import type { ModelType, SubgraphModel } from './subgraph-model.ts';
import { wayTo } from './unsound-plan.ts';
import { Ways } from './ways.ts';

/** Plans the way of objects to other subgraphs, with the inputs of each step planned before it. */
export class HopPlanner {
  readonly #draft: PlanDraft;
  readonly #places: PlacePlanner;
  readonly #closed: ReadonlySet<string>;
  readonly #choices: HopChoices;
  readonly ways = new Ways();

  constructor(
    schema: GraphQLSchema,
    models: ReadonlyMap<string, SubgraphModel>,
    draft: PlanDraft,
    places: PlacePlanner,
    closed: ReadonlySet<string>,
  ) {
    this.#closed = closed;
    this.#choices = new HopChoices(schema, models);
    this.#draft = draft;
    this.#places = places;
  }

  /** Sends what is left of an object to the subgraphs that know it by a key. @returns what is left then */
  hop(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    fields: FieldNeeds,
  ): FieldNeeds {
    const targets = this.#choices.targets(type, runtime);
    let left = fields;
    const goOn = () => {
      left = this.#hopAsFar(place, selection, model, type, runtime, targets, left);
      return left.size === 0;
    };
    // On the way to inputs the length is given.
    if (this.ways.isForInputs) goOn();
    else this.ways.nearestFirst(goOn);
    return left;
  }

  #hopAsFar(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    targets: readonly Target[],
    fields: FieldNeeds,
  ): FieldNeeds {
    let left = fields;
    for (let progress = true; progress && left.size > 0; ) {
      progress = false;
      const ranked = targets
        .map((target) => ({ target, gain: gainOf(target, left) }))
        .filter(({ gain }) => gain.size > 0)
        .sort((a, b) => sizeOf(b.gain) - sizeOf(a.gain));
      for (const { target, gain } of ranked) {
        const before = sizeOf(left);
        left = this.#hopInGroups(place, selection, model, type, runtime, target, gain, left);
        if (sizeOf(left) < before) progress = true;
        if (progress) break;
      }
    }
    return left;
  }

  /**
   * As few fetches as the inputs allow: one for all when its inputs are here already, else one for what needs only
   * a key and one for what `@requires` more, and in the last resort one for each set of inputs.
   */
  #hopInGroups(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    target: Target,
    gain: FieldNeeds,
    wanted: FieldNeeds,
  ): FieldNeeds {
    const hopTo = (group: Group, left: FieldNeeds) =>
      this.#hopTo(place, selection, model, type, runtime, target, group, left);
    const groups = this.#choices.groups(place, target, runtime ?? type.name, gain);
    const isDemanding = ({ inputs, contexts }: Group) => inputs.size > 0 || contexts.length > 0;
    const demanding = groups.filter(isDemanding);
    // A request that carries a value from above may have to be sent for each such value.
    const one = groups.length > 1 && groups.every(({ contexts }) => contexts.length === 0) && joined(groups);
    if (one && this.#isDirect(place, selection, model, type, runtime, target, one, wanted)) {
      const mark = this.#draft.mark();
      const left = hopTo(one, wanted);
      if ([...one.fields.keys()].every((slot) => left.get(slot) !== wanted.get(slot))) return left;
      this.#draft.rollback(mark);
    }
    let left = wanted;
    for (const group of groups) if (!isDemanding(group)) left = hopTo(group, left);
    const rest = demanding.length > 1 && joined(demanding);
    if (rest) left = hopTo(rest, left);
    for (const group of demanding) left = hopTo(group, left);
    return left;
  }

  #hopTo(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    target: Target,
    group: Group,
    left: FieldNeeds,
  ): FieldNeeds {
    const mark = this.#draft.mark();
    const entered = this.#enterFor(place, selection, model, type, runtime, target, group, left);
    if (!entered) return left;
    const { fetch, open } = entered;
    const used = new Set<number>([fetch.id]);
    const inside: Place = {
      fetch,
      path: place.path,
      provided: NOTHING_PROVIDED,
      alternatives: place.alternatives,
      satisfied: new Map(
        Array.from(group.fields.keys(), (slot) => [slot, group.fromContext.get(slot) ?? []]),
      ),
      ...(place.above && { above: place.above }),
      used,
    };
    const part = this.#draft.part(fetch.selection, target.type.name);
    const rest = new Map(left);
    for (const slot of open) {
      const remaining = this.#places.inline(
        inside,
        part,
        target.model,
        target.type,
        runtime,
        left.get(slot)!,
      );
      if (remaining) rest.set(slot, remaining);
      else rest.delete(slot);
    }
    if (sizeOf(rest) >= sizeOf(left)) {
      this.#draft.rollback(mark);
      return left;
    }
    for (const id of used) this.#draft.use(place.used, id);
    return rest;
  }

  /** Whether a fetch has all its inputs from where the objects stand; what is below it is not planned for that. */
  #isDirect(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    target: Target,
    group: Group,
    left: FieldNeeds,
  ): boolean {
    const mark = this.#draft.mark();
    const known = this.#draft.fetches.length;
    const fetch = this.#enterFor(place, selection, model, type, runtime, target, group, left)?.fetch;
    const isDirect =
      fetch !== undefined && (fetch.id < known || [...fetch.after].every((id) => id === place.fetch.id));
    this.#draft.rollback(mark);
    return isDirect;
  }

  /** A fetch for those of the group's fields that are not being asked for already on the way to themselves. */
  #enterFor(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    target: Target,
    group: Group,
    left: FieldNeeds,
  ): { fetch: Fetch; open: string[] } | undefined {
    const here = `${place.path.map(({ slot, parent }) => `${parent}.${slot}`).join('/')}|${runtime ?? type.name}`;
    const guard = (slot: string) => `${here}|${target.model.name}|${slot}`;
    const open = [...group.fields.keys()].filter((slot) => left.has(slot) && !this.ways.isOpen(guard(slot)));
    if (open.length === 0) return undefined;
    const fetch = this.ways.during(open.map(guard), () =>
      this.enter(place, selection, model, type, runtime, target, group.inputs, group.contexts),
    );
    return fetch && { fetch, open };
  }

  /** A fetch of these objects from another subgraph, with all its inputs planned before it; an equal one is shared. */
  enter(
    place: Place,
    selection: Selection,
    model: SubgraphModel,
    type: ModelType,
    runtime: string | undefined,
    target: Target,
    requires: FieldNeeds,
    contexts: readonly FoundContext[] = [],
  ): Fetch | undefined {
    if (this.#closed.has(wayTo(target.model.name, target.type.name, place.path))) return undefined;
    // Asked again for a later part of the answer, the subgraph that stands here is no step away.
    if (target.model !== model && !this.ways.goOn()) return undefined;
    const here = place.path.map(({ slot, parent }) => `${parent}.${slot}`).join('/');
    const subject = runtime ?? type.name;
    const isRoot = this.#choices.isRoot(subject);
    const part = place.part ?? place.fetch.part;
    const way = [
      here,
      subject,
      target.model.name,
      target.type.name,
      part,
      ...contexts.map(({ key }) => key).sort(),
    ].join('|');
    // The inputs are planned from where the objects stand, without what `@requires` this fetch may satisfy.
    const { satisfied: _, ...bare } = place;
    const required = new Set<number>();
    const plan = (fields: FieldNeeds, used: Set<number>) =>
      sizeOf(this.#places.planObject({ ...bare, used }, selection, model, type, runtime, fields)) === 0;
    const mark = this.#draft.mark();
    const isPlanned = this.ways.inputsOf(`${way}|${signature(requires)}`, () => {
      const later = requiredLater(place, requires);
      return plan(later, required) && contexts.every((each) => this.#planContext(place, each, required));
    });
    let fetch: Fetch | undefined;
    const enterBy = (key: SelectionSetNode): boolean => {
      const keyFields = this.#choices.fieldSet(subject, key);
      if (conflicts(keyFields, requires)) return false;
      const inputs = mergeFields(keyFields, requires);
      const id = `${way}|${signature(inputs)}`;
      const used = new Set(required);
      const keyMark = this.#draft.mark();
      if (!this.ways.inputsOf(`by ${id}`, () => plan(keyFields, used))) {
        this.#draft.rollback(keyMark);
        return false;
      }
      used.add(place.fetch.id);
      fetch = this.#draft.sharedFetch(id, used);
      if (fetch) return true;
      fetch = this.#draft.addFetch({
        subgraph: target.model.name,
        root: isRoot ? 'query' : undefined,
        at: place.path,
        runtime,
        typename: target.type.name,
        inputs,
        ...(contexts.length > 0 && {
          contexts: contexts.map(({ setter: _above, ...context }) => context),
        }),
        selection: createSelection(target.type.name, target.type.abstract),
        part,
        after: used,
      });
      this.#draft.share(id, fetch);
      return true;
    };
    const keys = this.#choices.keys(target, subject);
    if (isPlanned) this.ways.nearestFirst(() => keys.some(enterBy));
    if (!fetch) this.#draft.rollback(mark);
    return fetch;
  }

  /** Plans what is taken from above, from where that object stands. */
  #planContext(place: Place, { setter, inputs }: FoundContext, used: Set<number>): boolean {
    const { satisfied: _, ...bare } = setter.place;
    const part = place.part ?? place.fetch.part;
    const wanted = requiredLater({ ...setter.place, ...(part !== undefined && { part }) }, inputs);
    const at = { ...bare, used };
    const rest = this.#places.planObject(
      at,
      setter.selection,
      setter.model,
      setter.type,
      setter.runtime,
      wanted,
    );
    this.#draft.use(used, setter.place.fetch.id);
    return sizeOf(rest) === 0;
  }
}
