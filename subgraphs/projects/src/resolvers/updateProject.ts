import { parseInput, requireUser } from '@visiobook/service';
import { UpdateProjectInput } from '../domain/inputs.ts';
import { updateProject as update } from '../domain/update-project.ts';
import type { MutationResolvers } from '../generated/graphql.ts';

export const updateProject: NonNullable<MutationResolvers['updateProject']> = async (
  _,
  { input },
  { viewer, deps },
) => ({ project: await update(deps, requireUser(viewer).id, parseInput(UpdateProjectInput, input)) });
