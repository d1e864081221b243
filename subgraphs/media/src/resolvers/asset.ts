import type { AssetResolvers } from '../generated/graphql.ts';

export const asset: AssetResolvers = {
  __resolveReference: ({ id }, { library }) => library.asset(id),
  file: ({ fileId }) => (fileId ? { id: fileId } : null),
  sentences: ({ timings }) => timings,
};
