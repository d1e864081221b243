import { parseInput } from '@visiobook/service';
import { ChangePasswordInput } from '../../domain/account-input.ts';
import { changePassword as replacePassword } from '../../domain/change-password.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';

export const changePassword: NonNullable<MutationResolvers['changePassword']> = (
  _root,
  { input },
  { viewer, identity },
) => replacePassword(identity, viewer, parseInput(ChangePasswordInput, input));
