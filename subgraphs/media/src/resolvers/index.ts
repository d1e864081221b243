import type { Resolvers } from '../generated/graphql.ts';
import { asset } from './asset.ts';
import { exportProgress, exportType } from './export.ts';
import { renderExport } from './mutations/render-export.ts';
import { project } from './project.ts';
import { query } from './query.ts';
import { frame, storyboard } from './storyboard.ts';
import { subscription } from './subscription.ts';

export const resolvers: Resolvers = {
  Query: query,
  Mutation: { renderExport },
  Subscription: subscription,
  Project: project,
  Storyboard: storyboard,
  Frame: frame,
  Asset: asset,
  Export: exportType,
  ExportProgress: exportProgress,
};
