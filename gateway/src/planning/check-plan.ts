import type { FieldNeeds } from './need.ts';
import type { Fetch, Part, Plan, Selection, Step } from './plan.ts';
import type { SubgraphModel } from './subgraph-model.ts';
import { UnsoundPlan } from './unsound-plan.ts';

/**
 * Looks for what would make a plan wrong without a word: a fetch whose inputs nobody fetched before it, a name that
 * stands for two fields, a condition on a type that the subgraph does not have there.
 *
 * @throws UnsoundPlan that says which
 */
export function checkPlan(plan: Plan, models: ReadonlyMap<string, SubgraphModel>): void {
  for (const fetch of plan.fetches) {
    const earlier = [...closure(plan, fetch)].map((id) => plan.fetches[id]!);
    if (earlier.some(({ id }) => id >= fetch.id))
      throw new UnsoundPlan(fetch, 'waits for what comes after it');
    if (
      plan.operation === 'query' &&
      fetch.part === undefined &&
      earlier.some(({ part }) => part !== undefined)
    )
      throw new UnsoundPlan(fetch, 'is for the first part of the answer and waits for a later one');
    if (!fetch.root) {
      const missing = [
        missingInput(fetch.inputs, fetch.at, fetch, earlier),
        ...(fetch.contexts ?? []).map(({ depth, inputs }) =>
          missingInput(inputs, fetch.at.slice(0, depth), fetch, earlier),
        ),
      ].find((each) => each !== undefined);
      if (missing) throw new UnsoundPlan(fetch, `needs ${missing}, which nothing before it fetches`);
    }
    const fault = faultOf(fetch.selection, models.get(fetch.subgraph)!, new Set());
    if (fault) throw new UnsoundPlan(fetch, fault);
  }
}

function closure({ fetches }: Plan, fetch: Fetch): Set<number> {
  const all = new Set<number>();
  const add = (id: number) => {
    if (all.has(id)) return;
    all.add(id);
    for (const before of fetches[id]?.after ?? []) add(before);
  };
  for (const id of fetch.after) add(id);
  return all;
}

function missingInput(
  inputs: FieldNeeds,
  at: readonly Step[],
  fetch: Fetch,
  earlier: readonly Fetch[],
): string | undefined {
  const parts = earlier.flatMap((each) => partsAt(each, at));
  for (const { slot, name, need } of inputs.values()) {
    if (name.startsWith('__')) continue;
    if (!parts.some((part) => part.has(slot))) return slot;
    for (const [runtime, below] of need ?? []) {
      const step = { slot, parent: fetch.at === at ? fetch.runtime : undefined };
      // A type that does not stand there in any of them needs nothing.
      const places = earlier.flatMap((each) => partsAt(each, [...at, step], runtime));
      if (places.length === 0) continue;
      const missing = missingInput(below, [...at, step], fetch, earlier);
      if (missing) return `${slot}.${missing}`;
    }
  }
  return undefined;
}

/** The parts of a fetch that speak of the objects at a place. */
function partsAt(fetch: Fetch, at: readonly Step[], runtime?: string): Part[] {
  if (fetch.at.length > at.length || !fetch.at.every(({ slot }, index) => slot === at[index]!.slot))
    return [];
  let selections: Selection[] = [fetch.selection];
  for (const { slot } of at.slice(fetch.at.length))
    selections = selections.flatMap(({ parts }) =>
      [...parts.values()].flatMap((part) => part.get(slot)?.selection ?? []),
    );
  // What is asked of an interface is asked of its object types.
  return selections.flatMap(({ on, abstract, parts }) =>
    [...parts]
      .filter(([name]) => runtime === undefined || name === runtime || (abstract && name === on))
      .map(([, part]) => part),
  );
}

function faultOf(selection: Selection, model: SubgraphModel, names: Set<string>): string | undefined {
  const on = model.types.get(selection.on);
  for (const [typeName, part] of selection.parts) {
    const type = model.types.get(typeName);
    if (!type || !(typeName === selection.on || on?.runtime.includes(typeName)))
      return `asks for ${typeName} where only ${selection.on} stands`;
    for (const { alias, field, selection: below } of part.values()) {
      if (names.has(alias)) return `has two fields named ${alias}`;
      names.add(alias);
      if (!type.fields.has(field.name)) return `asks ${typeName} for ${field.name}, which it has not`;
      const fault = below && faultOf(below, model, names);
      if (fault) return fault;
    }
  }
  return undefined;
}
