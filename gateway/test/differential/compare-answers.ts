import { isDeepStrictEqual } from 'node:util';

export type Path = readonly (string | number)[];

/** What is compared of an answer, whether its errors are objects of graphql-js or came as JSON. */
export interface Answer {
  data?: unknown;
  errors?: readonly { path?: Path | undefined }[] | undefined;
}

/**
 * What is wrong with an answer beside the true one; undefined for nothing. The data must be the same. An error that
 * one has and the other lacks is allowed only where both have the same null and the other explains it as well: the
 * specification lets an executor leave out errors below a null that another error has made.
 */
export function differenceOf(answer: Answer, truth: Answer): string | undefined {
  if (!isDeepStrictEqual(answer.data, truth.data)) return 'data';
  const [given, expected] = [pathsOf(answer), pathsOf(truth)];
  const unexplained = (path: Path, by: readonly Path[]) => {
    const place = nullOn(truth.data, path);
    return !by.some((other) => startsWith(other, place));
  };
  const missing = expected.find((path) => unexplained(path, given));
  if (missing) return `no error at ${missing.join('.')}`;
  const extra = given.find((path) => unexplained(path, expected));
  return extra ? `an error at ${extra.join('.')}` : undefined;
}

export function pathsOf({ errors = [] }: Answer): Path[] {
  return errors.map(({ path }) => path ?? []);
}

/** The first place on the way that is null. */
export function nullOn(data: unknown, path: Path): Path {
  let value = data;
  for (const [index, part] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = (value as Record<string | number, unknown>)[part];
  }
  return path;
}

function startsWith(path: Path, prefix: Path): boolean {
  return path.length >= prefix.length && prefix.every((part, index) => path[index] === part);
}
