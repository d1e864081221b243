import type { Resolvers } from '../generated/graphql.ts';
import { createUpload } from './create-upload.ts';
import { deleteFile } from './delete-file.ts';
import { Document } from './document.ts';
import { Query } from './query.ts';
import { StoredFile } from './stored-file.ts';

export const resolvers: Resolvers = {
  Query,
  Mutation: { createUpload, deleteFile },
  StoredFile,
  Document,
};
