import { type ExportJob, percentOf } from '../application/library.ts';
import type { ExportProgressResolvers, ExportResolvers } from '../generated/graphql.ts';

export interface ExportPayload {
  export: ExportJob;
}

export const exportType: ExportResolvers = {
  __resolveReference: ({ id }, { library }) => library.export(id),
  storyboard: ({ storyboardId }, _, { library }) => library.storyboard(storyboardId),
  percent: percentOf,
  file: ({ fileId }) => (fileId ? { id: fileId } : null),
};

export const exportProgress: ExportProgressResolvers = {
  percent: percentOf,
};
