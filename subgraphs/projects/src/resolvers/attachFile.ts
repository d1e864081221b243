import { parseInput, requireUser } from '@visiobook/service';
import { attachFile as attach } from '../domain/attach-file.ts';
import { AttachFileInput } from '../domain/inputs.ts';
import type { MutationResolvers } from '../generated/graphql.ts';

export const attachFile: NonNullable<MutationResolvers['attachFile']> = async (
  _,
  { input },
  { viewer, deps },
) => ({ project: await attach(deps, requireUser(viewer).id, parseInput(AttachFileInput, input)) });
