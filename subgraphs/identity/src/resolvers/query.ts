import { notFound, parseInput, requireUser } from '@visiobook/service';
import { UserFilterInput } from '../domain/account-input.ts';
import { listUsers } from '../domain/list-users.ts';
import type { QueryResolvers } from '../generated/graphql.ts';

export const query: QueryResolvers = {
  viewer: (_root, _args, { viewer, users }) =>
    viewer.kind === 'USER' && viewer.id !== null ? users.load(viewer.id) : null,

  user: async (_root, { id }, { viewer, users }) => {
    requireUser(viewer);
    const user = await users.load(id);
    if (!user) throw notFound('user');
    return user;
  },

  users: (_root, { filter, ...page }, { viewer, identity }) =>
    listUsers(identity, viewer, parseInput(UserFilterInput, filter), page),
};
