import { parseInput, requireUser } from '@visiobook/service';
import { StartGenerationInput } from '../domain/inputs.ts';
import { startGeneration as start } from '../domain/start-generation.ts';
import type { MutationResolvers } from '../generated/graphql.ts';

export const startGeneration: NonNullable<MutationResolvers['startGeneration']> = async (
  _,
  { input },
  { viewer, deps },
) => ({ run: await start(deps, requireUser(viewer).id, parseInput(StartGenerationInput, input)) });
