import { parseInput, requireUser } from '@visiobook/service';
import { z } from 'zod';
import type { MutationResolvers } from '../generated/graphql.ts';

const CreateUploadInput = z.object({
  fileName: z.string(),
  mediaType: z.string().max(255),
  byteSize: z
    .union([z.number(), z.string().regex(/^\d{1,15}$/, 'A size is a whole number of bytes.')])
    .transform(Number),
  sha256: z.string().nullish(),
});

export const createUpload: NonNullable<MutationResolvers['createUpload']> = async (_, { input }, context) => {
  const { id } = requireUser(context.viewer);
  const file = await context.createUpload(id, parseInput(CreateUploadInput, input));
  const expiresAt = file.uploadExpiresAt ?? file.createdAt;
  const url = context.links.upload(file.id, expiresAt);
  return { upload: { id: file.id, url, protocol: 'TUS', expiresAt }, file };
};
