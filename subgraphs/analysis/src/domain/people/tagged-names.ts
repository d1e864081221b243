import type { EntitySpan } from '../ports.ts';

/** What a trained tagger takes the uses of a name for, as sums of its certainty. */
export interface TaggedAs {
  person: number;
  place: number;
  thing: number;
}

const TAKEN_FOR: Readonly<Record<EntitySpan['label'], keyof TaggedAs | null>> = {
  PER: 'person',
  GPE: 'place',
  LOC: 'place',
  FAC: 'place',
  VEH: 'thing',
  ORG: 'thing',
  TIME: null,
};

export function untagged(): TaggedAs {
  return { person: 0, place: 0, thing: 0 };
}

/** Adds what the tagger takes a name for, if anything: the named span that ends with it and begins nearest to it. */
export function taggedNames(
  entities: readonly EntitySpan[],
): (span: { firstToken: number; endToken: number }, into: TaggedAs) => void {
  const byEnd = Map.groupBy(
    entities.filter(({ kind, label }) => kind === 'NAME' && TAKEN_FOR[label]),
    ({ endToken }) => endToken,
  );
  return ({ firstToken, endToken }, into) => {
    let nearest: EntitySpan | undefined;
    const away = (entity: EntitySpan) => Math.abs(entity.firstToken - firstToken);
    for (const entity of byEnd.get(endToken) ?? [])
      if (!nearest || away(entity) < away(nearest)) nearest = entity;
    const taken = nearest && TAKEN_FOR[nearest.label];
    if (taken) into[taken] += nearest!.score;
  };
}
