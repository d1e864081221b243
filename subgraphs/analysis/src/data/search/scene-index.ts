import type { Db } from '@visiobook/db';
import type { PassageIndex, SceneIndex } from '../../application/ports.ts';
import { exactIndex } from './exact-index.ts';
import { anyWords, exactWords, excerptsOf } from './lexical-search.ts';
import { pgvectorIndex, pgvectorSchema } from './pgvector-index.ts';

/** Everything that search asks the database; it finds out at its first search whether there is pgvector. */
export function createSceneIndex(db: Db): SceneIndex {
  let passages: Promise<PassageIndex> | null = null;
  const chosen = () => {
    passages ??= pgvectorSchema(db).then((schema) =>
      schema === null ? exactIndex(db) : pgvectorIndex(db, schema),
    );
    // A question that failed is asked again.
    passages.catch(() => {
      passages = null;
    });
    return passages;
  };
  return {
    exactWords: (scope, text, limit) => exactWords(db, scope, text, limit),
    anyWords: (scope, text, limit) => anyWords(db, scope, text, limit),
    excerptsOf: (ids, options) => excerptsOf(db, ids, options),
    nearest: async (query) => (await chosen()).nearest(query),
  };
}
