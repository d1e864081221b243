import { notFound } from '@visiobook/service';
import type { DocumentResolvers } from '../generated/graphql.ts';

export const Document: DocumentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.document.load(id),
  file: async ({ fileId }, _, { loaders }) => {
    const file = await loaders.file.load(fileId);
    if (!file) throw notFound('file');
    return file;
  },
};
