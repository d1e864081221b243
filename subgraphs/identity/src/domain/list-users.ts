import {
  AppError,
  type Connection,
  type PageArgs,
  readPage,
  requireUser,
  toConnection,
  type Viewer,
} from '@visiobook/service';
import { z } from 'zod';
import { badFields } from './field-faults.ts';
import type { Identity, UserFilter } from './ports.ts';
import type { User } from './user.ts';
import { mayListUsers } from './user-policy.ts';

/** All accounts, newest first. @throws AppError FORBIDDEN for anyone but administrators. */
export async function listUsers(
  { store }: Identity,
  viewer: Viewer,
  filter: UserFilter,
  args: PageArgs,
): Promise<Connection<User>> {
  if (!mayListUsers(requireUser(viewer)))
    throw new AppError('FORBIDDEN', 'Only administrators list accounts.');
  const page = readPage(args);
  if (page.cursor !== null && !z.uuid().safeParse(page.cursor).success)
    throw badFields({ after: ['This cursor was not given out by this list.'] });
  const { rows, totalCount } = await store.users.list(filter, page);
  // Ids are UUIDv7: their order is that of age.
  return toConnection(rows, page, totalCount, ({ id }) => id);
}
