import type { Fetch, Selection } from '../planning/plan.ts';

/** Fetches of one request that ask the same of entities of one type: their entities go together. */
export interface JoinedFetches {
  typename: string;
  /** With the response names of the first of them. */
  selection: Selection;
  fetches: Fetch[];
}

export function joinBatches(fetches: readonly Fetch[]): JoinedFetches[] {
  const batches = new Map<string, JoinedFetches>();
  for (const fetch of fetches) {
    const wish = `${fetch.typename} ${signature(fetch.selection)}`;
    const present = batches.get(wish);
    if (present) present.fetches.push(fetch);
    else batches.set(wish, { typename: fetch.typename, selection: fetch.selection, fetches: [fetch] });
  }
  return [...batches.values()];
}

/** The same text for selections that differ in nothing but response names. */
function signature({ on, abstract, parts }: Selection): string {
  const texts = Array.from(parts, ([type, part]) => {
    const fields = Array.from(part, ([slot, { selection }]) =>
      selection ? `${JSON.stringify(slot)}${signature(selection)}` : JSON.stringify(slot),
    );
    return `${type}(${fields.sort().join()})`;
  });
  return `${abstract ? '?' : ''}${on}{${texts.sort().join()}}`;
}
