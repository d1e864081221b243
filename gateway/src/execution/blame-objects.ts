import type { GraphQLFormattedError } from 'graphql';
import { type FieldNeeds, TYPENAME } from '../planning/need.ts';
import type { Fetch, Selection } from '../planning/plan.ts';
import { isObject } from './absorb.ts';
import { AnswerObject, type Value } from './answer-tree.ts';
import { blamePath, type FieldsOf } from './blame-path.ts';
import { LOST } from './place-mishaps.ts';

/** Where an error of a fetch belongs: follows its path from an object as far as the answer goes. */
export function placeError(
  object: AnswerObject,
  path: readonly (string | number)[],
  selection: Selection,
  error: GraphQLFormattedError,
): boolean {
  return blamePath(fieldsOf(object), path, selection, error);
}

function fieldsOf(object: AnswerObject): FieldsOf {
  return (slot) => ({
    value: object.slots.get(slot),
    fieldsOf: (value) => (value instanceof AnswerObject ? fieldsOf(value) : undefined),
    blame: (mishap) => object.addMishap(slot, mishap),
  });
}

/** An error of the whole answer is one of each field that is missing for it. @returns whether one is */
export function blameAll(object: AnswerObject, fetch: Fetch, error: GraphQLFormattedError): boolean {
  return blameSlots(object, fetch, error, (slot) => object.slots.get(slot) == null);
}

/** What an answer says nothing of, not even null, and no error explains. @returns whether there is such */
export function blameSilence(
  object: AnswerObject,
  fetch: Fetch,
  said: unknown,
  error: GraphQLFormattedError,
): boolean {
  const explained = new Set(object.mishaps.keys());
  const isSaid = (alias: string) => isObject(said) && said[alias] !== undefined;
  return blameSlots(object, fetch, error, (slot, alias) => !isSaid(alias) && !explained.has(slot));
}

/** What could not be asked is missing for the reason that its input is. */
export function blameInputs(object: AnswerObject, fetch: Fetch, trail: readonly AnswerObject[]): void {
  const faultsOf = (of: AnswerObject | undefined, inputs: FieldNeeds) =>
    Array.from(inputs.keys(), (slot) => of?.mishaps.get(slot)?.[0]?.error);
  const reasons = [
    ...faultsOf(object, fetch.inputs),
    ...(fetch.contexts ?? []).flatMap(({ depth, inputs }) => faultsOf(trail[depth], inputs)),
  ];
  const error = reasons.find((reason) => reason !== undefined) ?? LOST;
  if (fetch.selection.abstract) object.addMishap(TYPENAME, { error, below: [] });
  blameSlots(object, fetch, error, () => true);
}

function blameSlots(
  object: AnswerObject,
  { selection }: Fetch,
  error: GraphQLFormattedError,
  isMissing: (slot: string, alias: string) => boolean,
): boolean {
  let missing = false;
  for (const part of selection.parts.values())
    for (const [slot, { alias, selection: lost }] of part) {
      if (!isMissing(slot, alias)) continue;
      object.addMishap(slot, { error, below: [], lost });
      missing = true;
    }
  return missing;
}

/** Puts an error at all that a subgraph was to give of a value and nobody else did. */
export function blameBelow(
  value: Value | undefined,
  selection: Selection,
  error: GraphQLFormattedError,
): void {
  if (Array.isArray(value)) for (const item of value) blameBelow(item, selection, error);
  if (!(value instanceof AnswerObject)) return;
  for (const part of selection.parts.values())
    for (const [slot, { selection: lost }] of part) {
      if (slot === TYPENAME) continue;
      const known = value.slots.get(slot);
      const isKnown = value.mishaps.get(slot)?.some((mishap) => mishap.error === error);
      if (known === undefined && !isKnown) value.addMishap(slot, { error, below: [] });
      if (lost) blameBelow(known, lost, error);
    }
}
