import DataLoader from 'dataloader';
import { z } from 'zod';
import type { UserRepository } from './domain/ports.ts';
import type { User } from './domain/user.ts';

/** Reads the accounts of one request together. */
export function createUserLoader(users: Pick<UserRepository, 'findByIds'>): DataLoader<string, User | null> {
  return new DataLoader(async (ids) => {
    // An id that is no UUID names nobody; Postgres would refuse the whole read for it.
    const readable = ids.filter((id) => z.uuid().safeParse(id).success);
    const found = readable.length === 0 ? [] : await users.findByIds(readable);
    const byId = new Map(found.map((user) => [user.id, user]));
    return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
  });
}
