import { parseInput, requireUser } from '@visiobook/service';
import { z } from 'zod';
import type { QueryResolvers } from '../generated/graphql.ts';

const FilesFilter = z.object({
  projectId: z.uuid('An id is a UUID.').nullish(),
  status: z.enum(['UPLOADING', 'READY', 'FAILED']).nullish(),
  origin: z.enum(['UPLOADED', 'GENERATED']).nullish(),
  mediaType: z.string().max(255).nullish(),
});

export const Query: QueryResolvers = {
  file: (_, { id }, { loaders }) => loaders.file.load(id),
  document: (_, { id }, { loaders }) => loaders.document.load(id),
  files: async (_, { filter, ...page }, { viewer, listFiles }) => {
    const { id } = requireUser(viewer);
    const { projectId, status, origin, mediaType } = parseInput(FilesFilter, filter ?? {});
    const wanted = {
      projectId: projectId ?? undefined,
      status: status ?? undefined,
      origin: origin ?? undefined,
      mediaTypePrefix: mediaType ?? undefined,
    };
    return listFiles(id, wanted, page);
  },
};
