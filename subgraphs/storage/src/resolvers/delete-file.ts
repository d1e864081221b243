import { parseInput, requireUser } from '@visiobook/service';
import { z } from 'zod';
import type { MutationResolvers } from '../generated/graphql.ts';

const DeleteFileInput = z.object({ id: z.uuid('An id is a UUID.') });

export const deleteFile: NonNullable<MutationResolvers['deleteFile']> = async (_, { input }, context) => {
  const viewer = requireUser(context.viewer);
  const { id } = parseInput(DeleteFileInput, input);
  await context.deleteFile(viewer.id, id);
  return { id };
};
