import { parseInput, requireUser } from '@visiobook/service';
import { cancelGeneration as cancel } from '../domain/cancel-generation.ts';
import { RunIdInput } from '../domain/inputs.ts';
import type { MutationResolvers } from '../generated/graphql.ts';

export const cancelGeneration: NonNullable<MutationResolvers['cancelGeneration']> = async (
  _,
  { input },
  { viewer, deps },
) => ({ run: await cancel(deps, requireUser(viewer).id, parseInput(RunIdInput, input).runId) });
