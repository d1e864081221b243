import { parseInput, requireUser } from '@visiobook/service';
import { createProject as create } from '../domain/create-project.ts';
import { CreateProjectInput } from '../domain/inputs.ts';
import type { MutationResolvers } from '../generated/graphql.ts';

export const createProject: NonNullable<MutationResolvers['createProject']> = async (
  _,
  { input },
  { viewer, deps },
) => ({ project: await create(deps, requireUser(viewer).id, parseInput(CreateProjectInput, input)) });
