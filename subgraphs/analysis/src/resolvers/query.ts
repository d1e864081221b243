import type { QueryResolvers } from '../generated/graphql.ts';

export const query: QueryResolvers = {
  analysis: (_, { id }, { library }) => library.analysis(id),
  scene: (_, { id }, { library }) => library.scene(id),
  searchLibrary: (_, { text, first }, { library }) => library.searchLibrary(text, first ?? 10),
  searchScenes: (_, { projectId, text, first }, { library }) => library.search(projectId, text, first ?? 10),
};
