import { isDeepStrictEqual } from 'node:util';
import { type Answer, nullOn, type Path, pathsOf } from './compare-answers.ts';

/**
 * What is wrong with an answer that may have lost some of the true one: nothing may be there that is not true, each
 * null beside the true ones has an error there or below, each error has its null, and what was lost is what
 * `mayBeLost` says.
 */
export function lossOf(
  answer: Answer,
  truth: Answer,
  mayBeLost: (path: Path) => boolean,
): string | undefined {
  const given = placesOf(pathsOf(answer));
  const expected = placesOf(pathsOf(truth));
  const isExplained = (place: Path, by: ReadonlySet<string>) => by.has(place.join('/'));
  const compare = (value: unknown, whole: unknown, place: Path): string | undefined => {
    if (value === null) {
      const isTrue = whole === null && !isExplained(place, expected);
      return isTrue || isExplained(place, given) ? undefined : `no error at ${place.join('.')}`;
    }
    if (Array.isArray(value)) {
      if (!Array.isArray(whole) || whole.length !== value.length) return `data at ${place.join('.')}`;
      return firstOf(value.map((item, index) => compare(item, whole[index], [...place, index])));
    }
    if (typeof value !== 'object' || !isRecord(whole))
      return isDeepStrictEqual(value, whole) ? undefined : `data at ${place.join('.')}`;
    if (!isDeepStrictEqual(Object.keys(value), Object.keys(whole))) return `fields at ${place.join('.')}`;
    return firstOf(Object.entries(value).map(([name, each]) => compare(each, whole[name], [...place, name])));
  };
  const wrong = compare(answer.data ?? null, truth.data ?? null, []);
  if (wrong) return wrong;
  for (const path of pathsOf(answer)) {
    const place = nullOn(answer.data, path);
    const isNull = place.reduce<unknown>((value, part) => (value as never)?.[part], answer.data) === null;
    if (!isNull) return `an error at ${path.join('.')}, where something is`;
    if (!isExplained(nullOn(truth.data, path), expected) && !mayBeLost(path))
      return `a loss at ${path.join('.')}`;
  }
  return undefined;
}

/** The places at which an error stands, or below which. */
function placesOf(paths: readonly Path[]): ReadonlySet<string> {
  return new Set(
    paths.flatMap((path) =>
      Array.from({ length: path.length + 1 }, (_, end) => path.slice(0, end).join('/')),
    ),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstOf(all: readonly (string | undefined)[]): string | undefined {
  return all.find((each) => each !== undefined);
}
