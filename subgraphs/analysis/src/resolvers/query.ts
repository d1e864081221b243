import type { QueryResolvers } from '../generated/graphql.ts';

export const query: QueryResolvers = {
  analysis: (_, { id }, { library }) => library.analysis(id),
  scene: (_, { id }, { library }) => library.scene(id),
  searchScenes: (_, { projectId, text, first }, { library }) => library.search(projectId, text, first ?? 10),
};
