import { parseInput, requireUser } from '@visiobook/service';
import { duplicateProject as duplicate } from '../domain/duplicate-project.ts';
import { ProjectIdInput } from '../domain/inputs.ts';
import type { MutationResolvers } from '../generated/graphql.ts';

export const duplicateProject: NonNullable<MutationResolvers['duplicateProject']> = async (
  _,
  { input },
  { viewer, deps },
) => ({ project: await duplicate(deps, requireUser(viewer).id, parseInput(ProjectIdInput, input).id) });
