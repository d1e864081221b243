import { TYPENAME } from '../planning/need.ts';
import type { Fetch, Selection } from '../planning/plan.ts';
import { type Place, placeAt, typeOfPlace } from './place-tree.ts';

/**
 * Finds the places of whose objects one fetch tells one value and no more, such as `product { upc }`: all else is asked
 * for by that value, so that objects with the same one will be the same. Notes on the way where values may be shared,
 * and where all objects come with one answer.
 *
 * @returns the name under which that value is kept
 */
export function findStubs(
  root: Place,
  fetches: readonly Fetch[],
  selectionOf: (fetch: Fetch) => Selection,
  objectTypes: ReadonlySet<string>,
): Map<Place, string> {
  const told = new Map<Place, Told>();
  root.settled = true;
  for (const fetch of fetches) {
    const place = placeAt(root, fetch.at);
    const selection = selectionOf(fetch);
    tell(told, fetch, place, selection);
    if (fetch.root) continue;
    // Entities that are asked for at several places are sent once.
    for (const slot of slotsOf(selection)) {
      const below = place.slots.get(slot)?.place;
      if (below) below.shares = true;
    }
  }
  const stubs = new Map<Place, string>();
  for (const [place, { by, above, leaves, isMore }] of told) {
    place.settled = by.size === 1 && above.settled;
    const [leaf] = leaves;
    if (isMore || by.size > 1 || leaves.size !== 1 || !typeOfPlace(place, objectTypes)) continue;
    stubs.set(place, place.slots.get(leaf!)!.key);
    place.shares = true;
  }
  return stubs;
}

/** What is told of the objects at a place along with those above them. */
interface Told {
  by: Set<Fetch>;
  above: Place;
  leaves: Set<string>;
  /** Not only leaves are told. */
  isMore: boolean;
}

function tell(told: Map<Place, Told>, fetch: Fetch, place: Place, { parts }: Selection): void {
  for (const part of parts.values())
    for (const [slot, { selection }] of part) {
      const below = place.slots.get(slot)?.place;
      if (!selection || !below) continue;
      const known = told.get(below) ?? { by: new Set(), above: place, leaves: new Set(), isMore: false };
      told.set(below, known);
      known.by.add(fetch);
      for (const inner of selection.parts.values())
        for (const [leaf, entry] of inner)
          if (entry.selection) known.isMore = true;
          else if (entry.field.name !== TYPENAME) known.leaves.add(leaf);
      tell(told, fetch, below, selection);
    }
}

function* slotsOf({ parts }: Selection): Generator<string> {
  for (const part of parts.values()) yield* part.keys();
}
