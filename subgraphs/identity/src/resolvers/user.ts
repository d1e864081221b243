import { maySeePrivateFields } from '../domain/user-policy.ts';
import type { UserResolvers } from '../generated/graphql.ts';

export const user: UserResolvers = {
  __resolveReference: ({ id }, { users }) => users.load(id),
  email: (user, _args, { viewer }) => (maySeePrivateFields(viewer, user) ? user.email : null),
  mfaEnabled: (user, _args, { viewer }) => (maySeePrivateFields(viewer, user) ? user.mfaEnabled : null),
};
