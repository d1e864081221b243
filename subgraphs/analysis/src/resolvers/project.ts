import type { ProjectResolvers, SceneHitResolvers } from '../generated/graphql.ts';

/** What this subgraph knows of a project: its id. */
export interface ProjectReference {
  id: string;
}

export const sceneHit: SceneHitResolvers = {
  project: ({ projectId }) => ({ id: projectId }),
};

export const project: ProjectResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  analysis: ({ id }, _, { library }) => library.latestAnalysis(id),
};
