import {
  type FieldNode,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isCompositeType,
  parse,
} from 'graphql';
import { prepareOperation } from '../../src/execution/prepare-operation.ts';
import { collectSlots, runtimeTypes } from '../../src/planning/need.ts';
import type { Fetch, Plan, Selection, Step } from '../../src/planning/plan.ts';
import type { Path } from './compare-answers.ts';
import type { Asked, TwoWays } from './two-ways.ts';

/** Tells of a place of an answer whether the plan has it from a subgraph, or from others after that one was asked. */
export function plannedFrom(
  { schema, snapshot }: TwoWays,
  { query, variables }: Asked,
  subgraph: string,
): (path: Path) => boolean {
  const document = parse(query);
  const operation = getOperationAST(document)!;
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const { prepared, selecting } = prepareOperation(snapshot, document, operation, coerced);
  const { plan, rootType } = prepared;
  const concerned = plan.fetches.filter((fetch) => asksFirst(plan, fetch, subgraph));

  /** The slots that lead to a place, whatever the types on the way are. */
  const slotsTo = (path: Path): string[][] => {
    type Standing = { type: string; nodes: FieldNode[]; slots: string[] };
    let standings: Standing[] = [{ type: rootType, nodes: [], slots: [] }];
    for (const name of path) {
      if (typeof name === 'number') continue;
      standings = standings.flatMap(({ type, nodes, slots }) =>
        runtimeTypes(schema, type).flatMap((runtime): Standing[] => {
          const sets =
            nodes.length > 0
              ? nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
              : [operation.selectionSet];
          const found = collectSlots(selecting, runtime, sets).get(name);
          if (!found) return [];
          const owner = schema.getType(runtime);
          const field =
            owner && 'getFields' in owner ? owner.getFields()[found.nodes[0]!.name.value] : undefined;
          const below = field && getNamedType(field.type);
          const typeBelow = isCompositeType(below) ? below.name : 'String';
          return [{ type: typeBelow, nodes: found.nodes, slots: [...slots, found.slot] }];
        }),
      );
    }
    return standings.map(({ slots }) => slots);
  };
  return (path) => slotsTo(path).some((slots) => concerned.some((fetch) => touches(fetch, slots)));
}

function asksFirst({ fetches }: Plan, fetch: Fetch, subgraph: string): boolean {
  return (
    fetch.subgraph === subgraph ||
    [...fetch.after].some((id) => asksFirst({ fetches } as Plan, fetches[id]!, subgraph))
  );
}

/** Whether a fetch asks for the field there, or for what an object there or above is. */
function touches({ at, selection }: Fetch, slots: readonly string[]): boolean {
  const isAbove = at.every(({ slot }: Step, index) => slot === slots[index]);
  if (!isAbove || at.length > slots.length) return false;
  if (at.length === slots.length || selection.abstract) return true;
  let selections: Selection[] = [selection];
  for (const slot of slots.slice(at.length, -1))
    selections = selections.flatMap(({ parts }) =>
      [...parts.values()].flatMap((part) => part.get(slot)?.selection ?? []),
    );
  return selections.some(({ parts }) => [...parts.values()].some((part) => part.has(slots.at(-1)!)));
}
