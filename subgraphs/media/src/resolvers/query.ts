import type { QueryResolvers } from '../generated/graphql.ts';

export const query: QueryResolvers = {
  storyboard: (_, { id }, { library }) => library.storyboard(id),
  export: (_, { id }, { library }) => library.export(id),
};
