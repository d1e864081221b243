import { parseInput } from '@visiobook/service';
import { RegisterInput } from '../../domain/account-input.ts';
import { register as openAccount } from '../../domain/register.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';

export const register: NonNullable<MutationResolvers['register']> = (_root, { input }, { identity }) =>
  openAccount(identity, parseInput(RegisterInput, input));
