import { parseInput } from '@visiobook/service';
import { LoginInput } from '../../domain/account-input.ts';
import { logIn } from '../../domain/log-in.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';

export const login: NonNullable<MutationResolvers['login']> = (_root, { input }, { identity }) =>
  logIn(identity, parseInput(LoginInput, input));
