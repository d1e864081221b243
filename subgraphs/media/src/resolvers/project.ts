import type { ProjectResolvers } from '../generated/graphql.ts';

/** What this subgraph knows of a project: its id. */
export interface ProjectReference {
  id: string;
}

export const project: ProjectResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  storyboard: ({ id }, _, { library }) => library.latestStoryboard(id),
  exports: ({ id }, _, { library }) => library.exportsOf(id),
};
