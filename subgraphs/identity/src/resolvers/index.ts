import type { Resolvers } from '../generated/graphql.ts';
import { loginResult } from './login-result.ts';
import { changePassword } from './mutations/change-password.ts';
import { login } from './mutations/login.ts';
import { logout } from './mutations/logout.ts';
import { refreshSession } from './mutations/refresh-session.ts';
import { register } from './mutations/register.ts';
import { updateProfile } from './mutations/update-profile.ts';
import { query } from './query.ts';
import { user } from './user.ts';

export const resolvers: Resolvers = {
  Query: query,
  Mutation: { register, login, refreshSession, logout, updateProfile, changePassword },
  LoginResult: loginResult,
  User: user,
};
