import { parseInput } from '@visiobook/service';
import { RefreshSessionInput } from '../../domain/account-input.ts';
import { refreshSession as exchangeToken } from '../../domain/refresh-session.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';

export const refreshSession: NonNullable<MutationResolvers['refreshSession']> = (
  _root,
  { input },
  { identity },
) => exchangeToken(identity, parseInput(RefreshSessionInput, input));
