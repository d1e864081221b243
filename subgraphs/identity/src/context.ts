import type { RequestContext } from '@visiobook/service';
import type DataLoader from 'dataloader';
import type { Identity } from './domain/ports.ts';
import type { User } from './domain/user.ts';

/** What resolvers are given. */
export interface Context extends RequestContext {
  identity: Identity;
  /** Accounts by id, one read for all that a request asks for; null for those that are not there. */
  users: DataLoader<string, User | null>;
}
