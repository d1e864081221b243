import { logOut } from '../../domain/log-out.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';

export const logout: NonNullable<MutationResolvers['logout']> = (_root, _args, { viewer, identity }) =>
  logOut(identity, viewer);
