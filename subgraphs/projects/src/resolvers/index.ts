import type { Resolvers } from '../generated/graphql.ts';
import { attachFile } from './attachFile.ts';
import { cancelGeneration } from './cancelGeneration.ts';
import { createProject } from './createProject.ts';
import { deleteProject } from './deleteProject.ts';
import { duplicateProject } from './duplicateProject.ts';
import { Activity, GenerationProgress, GenerationRun, Member, Project } from './entities.ts';
import { Query } from './Query.ts';
import { retryGeneration } from './retryGeneration.ts';
import { Subscription } from './Subscription.ts';
import { startGeneration } from './startGeneration.ts';
import { updateProject } from './updateProject.ts';

export const resolvers: Resolvers = {
  Query,
  Mutation: {
    createProject,
    updateProject,
    deleteProject,
    duplicateProject,
    attachFile,
    startGeneration,
    cancelGeneration,
    retryGeneration,
  },
  Subscription,
  Project,
  Member,
  GenerationRun,
  GenerationProgress,
  Activity,
};
