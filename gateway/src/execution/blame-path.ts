import type { GraphQLFormattedError } from 'graphql';
import type { Selection } from '../planning/plan.ts';
import type { Mishap } from './answer-tree.ts';

/** A field of an object of the answer, in whichever form the answer is kept. */
export interface Spot {
  value: unknown;
  /** The fields of an object that stands there, by itself or in its lists; undefined for what is none. */
  fieldsOf(value: unknown): FieldsOf | undefined;
  blame(mishap: Mishap): void;
}

export type FieldsOf = (slot: string) => Spot;

/** Puts an error of a fetch where it belongs: follows its path from an object as far as the answer goes. */
export function blamePath(
  fields: FieldsOf,
  path: readonly (string | number)[],
  selection: Selection,
  error: GraphQLFormattedError,
): boolean {
  const [alias, ...rest] = path;
  for (const part of selection.parts.values()) {
    for (const [slot, entry] of part) {
      if (entry.alias !== alias) continue;
      const spot = fields(slot);
      let { value } = spot;
      let depth = 0;
      while (typeof rest[depth] === 'number' && Array.isArray(value)) value = value[rest[depth++] as number];
      const deeper = rest.slice(depth);
      const below = entry.selection && deeper.length > 0 ? spot.fieldsOf(value) : undefined;
      if (below) return blamePath(below, deeper, entry.selection!, error);
      const lost = deeper.length === 0 ? entry.selection : undefined;
      spot.blame({ error, below: inSlots(rest, entry.selection), lost });
      return true;
    }
  }
  return false;
}

/** A path below an object as a subgraph says it, in the names that values have in the answer. */
function inSlots(path: readonly (string | number)[], selection: Selection | undefined): (string | number)[] {
  const [first, ...rest] = path;
  if (first === undefined) return [];
  if (typeof first === 'number') return [first, ...inSlots(rest, selection)];
  for (const part of selection?.parts.values() ?? [])
    for (const [slot, entry] of part)
      if (entry.alias === first) return [slot, ...inSlots(rest, entry.selection)];
  return [];
}
