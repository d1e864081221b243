import { runPercent, secondsUntil } from '../domain/pipeline/eta.ts';
import type {
  ActivityResolvers,
  GenerationProgressResolvers,
  GenerationRunResolvers,
  MemberResolvers,
  ProjectResolvers,
} from '../generated/graphql.ts';
import { found } from './found.ts';
import { isId } from './is-id.ts';

/** A reference that the gateway completes from the subgraph that knows more. */
const reference = (id: string | null) => (id === null ? null : { id });

export const Project: ProjectResolvers = {
  __resolveReference: ({ id }, { loaders }) => (isId(id) ? loaders.project.load(id) : null),
  owner: ({ ownerId }) => reference(ownerId),
  members: ({ id }, _, { loaders }) => loaders.members.load(id),
  file: ({ fileId }) => reference(fileId),
  document: ({ documentId }) => reference(documentId),
  runs: ({ id }, args, { loaders }) => loaders.runPages.load({ projectId: id, args }),
  latestRun: ({ id }, _, { loaders }) => loaders.latestRun.load(id),
};

export const Member: MemberResolvers = {
  user: ({ userId }) => reference(userId),
};

export const GenerationRun: GenerationRunResolvers = {
  __resolveReference: ({ id }, { loaders }) => (isId(id) ? loaders.run.load(id) : null),
  project: ({ projectId }, _, { loaders }) => found('project', loaders.project.load(projectId)),
  stages: ({ id }, _, { loaders }) => loaders.stages.load(id),
  percent: async ({ id }, _, { loaders }) => runPercent(await loaders.stages.load(id)),
  etaSeconds: ({ expectedFinishAt }) => secondsUntil(expectedFinishAt, new Date()),
};

export const GenerationProgress: GenerationProgressResolvers = {
  run: ({ runId }, _, { loaders }) => found('run', loaders.run.load(runId)),
  status: ({ runStatus }) => runStatus,
  scene: ({ sceneId }) => reference(sceneId),
};

export const Activity: ActivityResolvers = {
  actor: ({ actorId }) => reference(actorId),
};
