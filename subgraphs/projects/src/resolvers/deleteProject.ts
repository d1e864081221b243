import { parseInput, requireUser } from '@visiobook/service';
import { deleteProject as remove } from '../domain/delete-project.ts';
import { ProjectIdInput } from '../domain/inputs.ts';
import type { MutationResolvers } from '../generated/graphql.ts';

export const deleteProject: NonNullable<MutationResolvers['deleteProject']> = async (
  _,
  { input },
  { viewer, deps },
) => {
  const { id } = parseInput(ProjectIdInput, input);
  await remove(deps, requireUser(viewer).id, id);
  return { id };
};
