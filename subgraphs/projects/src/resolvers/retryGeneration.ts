import { parseInput, requireUser } from '@visiobook/service';
import { RunIdInput } from '../domain/inputs.ts';
import { retryGeneration as retry } from '../domain/retry-generation.ts';
import type { MutationResolvers } from '../generated/graphql.ts';

export const retryGeneration: NonNullable<MutationResolvers['retryGeneration']> = async (
  _,
  { input },
  { viewer, deps },
) => ({ run: await retry(deps, requireUser(viewer).id, parseInput(RunIdInput, input).runId) });
