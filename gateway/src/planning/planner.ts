import { AppError } from '@visiobook/service';
import type { GraphQLSchema } from 'graphql';
import { type FieldNeed, type FieldNeeds, sizeOf } from './need.ts';
import { isResolvable, type Place } from './place.ts';
import { PlacePlanner } from './place-planner.ts';
import { createSelection, type Fetch, type Plan, type Selection } from './plan.ts';
import { PlanDraft } from './plan-draft.ts';
import { NOTHING_PROVIDED } from './provided.ts';
import type { SubgraphModel } from './subgraph-model.ts';

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
  #draft = new PlanDraft();
  #places: PlacePlanner;

  /** @param schema the whole supergraph, hidden elements included */
  constructor(schema: GraphQLSchema, models: ReadonlyMap<string, SubgraphModel>) {
    this.#schema = schema;
    this.#models = models;
    this.#places = new PlacePlanner(schema, models, this.#draft);
  }

  /** @throws AppError INTERNAL for a need that no subgraph can answer */
  plan(operation: Plan['operation'], rootType: string, fields: FieldNeeds): Plan {
    this.#draft = new PlanDraft();
    this.#places = new PlacePlanner(this.#schema, this.#models, this.#draft);
    let last: Fetch | undefined;
    for (const field of fields.values()) {
      if (field.name.startsWith('__')) continue;
      // A mutation begins when all of the one before it is answered, so they share a request only where that is one.
      const isWhole = last && this.#draft.fetches.at(-1) === last;
      const reuse = operation === 'mutation' ? (isWhole ? [last!] : []) : this.#draft.fetches;
      last = this.#planRoot(
        operation,
        rootType,
        field,
        reuse.filter(({ root, at, part }) => root && at.length === 0 && part === field.part),
      );
    }
    return { operation, fetches: this.#draft.fetches };
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
          const mark = this.#draft.mark();
          const { left: rest, fetch } = this.#tryRoot(operation, rootType, wanted, model, reuse);
          const inlined = Math.min(entriesOf(fetch.selection), 999);
          const cost =
            (rest ? sizeOf(new Map([[rest.slot, rest]])) : 0) * 1_000 +
            this.#draft.fetches.length -
            inlined / 1_000;
          this.#draft.rollback(mark);
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
    // A mutation's fields run one after the other, each with all that belongs to it: what is deferred too, or it would
    // show what the next one did.
    const after = new Set(operation === 'mutation' && !fetch ? this.#draft.fetches.map(({ id }) => id) : []);
    fetch ??= this.#draft.addFetch({
      subgraph: model.name,
      root: operation,
      at: [],
      runtime: undefined,
      typename: rootType,
      inputs: new Map(),
      selection: createSelection(rootType, false),
      part: field.part,
      after,
    });
    const type = model.types.get(rootType)!;
    const place: Place = {
      fetch,
      path: [],
      provided: NOTHING_PROVIDED,
      alternatives: [...this.#models.values()],
      used: new Set(),
    };
    const left = this.#places.inline(
      place,
      this.#draft.part(fetch.selection, rootType),
      model,
      type,
      rootType,
      field,
    );
    return { left, fetch };
  }
}

function unplannable(type: string, { name }: FieldNeed): AppError {
  return new AppError('INTERNAL', `No subgraph can answer all that is asked of ${type}.${name}.`);
}

function entriesOf({ parts }: Selection): number {
  let count = 0;
  for (const part of parts.values())
    for (const { selection } of part.values()) count += 1 + (selection ? entriesOf(selection) : 0);
  return count;
}
