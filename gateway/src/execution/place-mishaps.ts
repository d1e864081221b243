import type { GraphQLFormattedError } from 'graphql';
import { TYPENAME } from '../planning/need.ts';
import type { Selection } from '../planning/plan.ts';
import { isObject, type Raw } from './absorb.ts';
import type { Mishap } from './answer-tree.ts';
import { blamePath, type FieldsOf } from './blame-path.ts';
import type { Input, Target } from './compile-plan.ts';
import type { CompiledRun } from './compiled-run.ts';
import type { Place } from './place-tree.ts';

/** Where an error of a fetch belongs: follows its path from an object as far as the answer goes. */
export function placeError(
  run: CompiledRun,
  object: Raw,
  place: Place,
  path: readonly (string | number)[],
  selection: Selection,
  error: GraphQLFormattedError,
): boolean {
  return blamePath(fieldsOf(run, object, place), path, selection, error);
}

function fieldsOf(run: CompiledRun, object: Raw, place: Place): FieldsOf {
  return (slot) => {
    const { key, place: below } = place.slots.get(slot)!;
    return {
      value: object[key],
      fieldsOf: (value) => (isObject(value) && below ? fieldsOf(run, value, below) : undefined),
      blame: (mishap) => addMishap(run, object, key, mishap),
    };
  };
}

function addMishap(run: CompiledRun, object: Raw, key: string, mishap: Mishap): void {
  const byKey = run.mishaps.get(object) ?? new Map<string, Mishap[]>();
  run.mishaps.set(object, byKey);
  const present = byKey.get(key);
  // An object that stands at several places is reached by several ways, one after the other.
  if (present?.at(-1)?.error === mishap.error) return;
  if (present) present.push(mishap);
  else byKey.set(key, [mishap]);
}

/** An error of the whole answer is one of each field that is missing for it. @returns whether one is */
export function blameAll(
  run: CompiledRun,
  object: Raw,
  target: Target,
  error: GraphQLFormattedError,
): boolean {
  return blameSlots(run, object, target, error, (key) => object[key] == null);
}

/** What an answer says nothing of, not even null, and no error explains. @returns whether there is such */
export function blameSilence(
  run: CompiledRun,
  object: Raw,
  target: Target,
  said: Raw | null | undefined,
  error: GraphQLFormattedError,
): boolean {
  const explained = new Set(run.mishaps.get(object)?.keys());
  return blameSlots(
    run,
    object,
    target,
    error,
    // What others have of it may be less than all.
    (key, alias) => said?.[alias] === undefined && !explained.has(key),
  );
}

/** What could not be asked is missing for the reason that its input is. */
export function blameInputs(run: CompiledRun, object: Raw, target: Target, trail: readonly Raw[] = []): void {
  const faultsOf = (of: Raw, inputs: readonly Input[]) =>
    inputs.map(({ key }) => run.mishaps.get(of)?.get(key)?.[0]?.error);
  const reasons = [
    ...faultsOf(object, target.inputs),
    ...target.contexts.flatMap(({ depth, inputs }) => faultsOf(trail[depth]!, inputs)),
  ];
  const error = reasons.find((reason) => reason !== undefined) ?? LOST;
  blameType(run, object, target, error);
  blameSlots(run, object, target, error, () => true);
}

function blameSlots(
  run: CompiledRun,
  object: Raw,
  { selection, place }: Target,
  error: GraphQLFormattedError,
  isMissing: (key: string, alias: string) => boolean,
): boolean {
  let missing = false;
  for (const part of selection.parts.values())
    for (const [slot, { alias, selection: lost }] of part) {
      const { key } = place.slots.get(slot)!;
      if (!isMissing(key, alias)) continue;
      addMishap(run, object, key, { error, below: [], lost });
      missing = true;
    }
  return missing;
}

/** An object of which this request was to say the type has none now. @returns whether it was */
export function blameType(
  run: CompiledRun,
  object: Raw,
  target: Target,
  error: GraphQLFormattedError,
): boolean {
  if (target.selection.abstract) addMishap(run, object, TYPENAME, { error, below: [] });
  return target.selection.abstract;
}

export const LOST: GraphQLFormattedError = {
  message: 'A part that this needs is missing.',
  extensions: { code: 'UNAVAILABLE' },
};

export const SILENT: GraphQLFormattedError = {
  message: 'A service answered nothing of what it was asked.',
  extensions: { code: 'UNAVAILABLE' },
};

/** Errors that concern every entity of a request stand at each of them; more of these tell nobody anything. */
export const MOST_OF_ALL = 3;
