import type { LoginResultResolvers } from '../generated/graphql.ts';

export const loginResult: LoginResultResolvers = {
  __resolveType: (result) => ('accessToken' in result ? 'AuthPayload' : 'MfaChallenge'),
};
