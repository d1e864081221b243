import { TYPENAME } from '../planning/need.ts';
import { isObject, type Raw } from './absorb.ts';
import { AnswerObject, type Value } from './answer-tree.ts';
import type { CompiledRun } from './compiled-run.ts';
import { type Place, typeOfPlace } from './place-tree.ts';

/** What a run has gathered, by slots: the form in which nulls and errors are completed. */
export function asAnswerTree(
  run: CompiledRun,
  root: Place,
  rootType: string,
  objectTypes: ReadonlySet<string>,
): AnswerObject {
  /** An object that stands at several places is one there too. */
  const known = new Map<Place, Map<Raw, AnswerObject>>();

  const objectFor = (raw: Raw, place: Place, type: string | undefined): AnswerObject => {
    const here = known.get(place) ?? new Map<Raw, AnswerObject>();
    known.set(place, here);
    const present = here.get(raw);
    if (present) return present;
    const said =
      typeof raw.__typename === 'string' && objectTypes.has(raw.__typename) ? raw.__typename : undefined;
    const object = new AnswerObject(type ?? said);
    here.set(raw, object);
    const mishaps = run.mishaps.get(raw);
    for (const mishap of mishaps?.get(TYPENAME) ?? []) object.addMishap(TYPENAME, mishap);
    for (const [slot, { key, place: below }] of place.slots) {
      const value = raw[key];
      if (value !== undefined) object.slots.set(slot, valueFor(value, below));
      for (const mishap of mishaps?.get(key) ?? []) object.addMishap(slot, mishap);
    }
    return object;
  };

  const valueFor = (value: unknown, place: Place | undefined): Value => {
    if (value === null) return null;
    if (!place) return value as Value;
    if (Array.isArray(value)) return value.map((item) => valueFor(item, place));
    return isObject(value) ? objectFor(value, place, typeOfPlace(place, objectTypes)) : (value as Value);
  };

  return objectFor(run.root, root, rootType);
}
