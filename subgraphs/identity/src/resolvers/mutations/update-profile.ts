import { parseInput } from '@visiobook/service';
import { UpdateProfileInput } from '../../domain/account-input.ts';
import { updateProfile as changeProfile } from '../../domain/update-profile.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';

export const updateProfile: NonNullable<MutationResolvers['updateProfile']> = async (
  _root,
  { input },
  { viewer, identity },
) => ({
  user: await changeProfile(identity, viewer, parseInput(UpdateProfileInput, input)),
});
