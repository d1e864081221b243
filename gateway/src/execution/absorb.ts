import type { Selection } from '../planning/plan.ts';
import { type Place, typeOfPlace } from './place-tree.ts';

/** An object of the answer: what subgraphs sent, with what others add to it. */
export type Raw = Record<string, unknown>;

/** How the answer to a selection becomes part of the objects at its place. */
export interface Absorb {
  fields: readonly AbsorbField[];
  /** Objects there say their type themselves, and this selection asks them. */
  learns: boolean;
  /** The type that this selection knows of objects that do not say it. */
  stamp: string | undefined;
  /** What is sent cannot simply be kept as it is. */
  work: boolean;
}

interface AbsorbField {
  alias: string;
  key: string;
  /** Other fetches answer it too. */
  several: boolean;
  below: Absorb | undefined;
}

/** @param apart nothing that was sent may become part of two objects */
export function compileAbsorb(
  place: Place,
  selection: Selection,
  objectTypes: ReadonlySet<string>,
  apart = false,
): Absorb {
  const fields: AbsorbField[] = [];
  for (const part of selection.parts.values())
    for (const [slot, { alias, selection: below }] of part) {
      const { key, aliases, place: inside } = place.slots.get(slot)!;
      fields.push({
        alias,
        key,
        several: aliases.size > 1,
        below: below && inside && compileAbsorb(inside, below, objectTypes, apart),
      });
    }
  const isKnown = typeOfPlace(place, objectTypes) !== undefined;
  const stamp = !isKnown && !selection.abstract && objectTypes.has(selection.on) ? selection.on : undefined;
  const work = apart || stamp !== undefined || fields.some(({ several, below }) => several || below?.work);
  return { fields, learns: !isKnown && selection.abstract, stamp, work };
}

/** Adds what a subgraph sent to an object. What only one subgraph answers is kept as it was sent, and may be shared. */
export function absorb(target: Raw, raw: Raw, into: Absorb, objectTypes: ReadonlySet<string>): void {
  if (into.learns || into.stamp !== undefined) {
    const said = into.learns ? raw.__typename : into.stamp;
    const isNews = typeof said === 'string' && objectTypes.has(said);
    if (isNews && !objectTypes.has(target.__typename as string)) target.__typename = said;
  }
  for (const { alias, key, several, below } of into.fields) {
    const incoming = raw[alias];
    if (incoming === undefined) continue;
    if (several) target[key] = merged(target[key], incoming, below, objectTypes);
    else target[key] = below?.work ? merged(undefined, incoming, below, objectTypes) : incoming;
  }
}

function merged(
  present: unknown,
  incoming: unknown,
  below: Absorb | undefined,
  objectTypes: ReadonlySet<string>,
): unknown {
  // One subgraph's null does not take away what another one knows.
  if (incoming === null) return present ?? null;
  if (!below) return incoming;
  if (Array.isArray(incoming)) {
    const items: unknown[] = Array.isArray(present) ? present : [];
    return incoming.map((item, index) => merged(items[index], item, below, objectTypes));
  }
  const object = isObject(present) ? present : {};
  if (isObject(incoming)) absorb(object, incoming, below, objectTypes);
  return object;
}

export function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
