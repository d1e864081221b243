import type { Db, Tx } from '@visiobook/db';
import { users } from '@visiobook/db/tables/identity';
import { and, asc, desc, eq, getTableColumns, gt, ilike, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { NameTakenError, type TakenName, type UserFilter, type UserRepository } from '../domain/ports.ts';

const { passwordHash, updatedAt: _, ...publicColumns } = getTableColumns(users);
const accountColumns = { ...publicColumns, passwordHash };

export function createUserRepository(db: Db | Tx): UserRepository {
  return {
    findByIds: (ids) =>
      db
        .select(publicColumns)
        .from(users)
        .where(inArray(users.id, [...ids])),

    async findAccountByEmail(email) {
      const [account] = await db.select(accountColumns).from(users).where(eq(users.email, email));
      return account ?? null;
    },

    async findAccountById(id) {
      const [account] = await db.select(accountColumns).from(users).where(eq(users.id, id));
      return account ?? null;
    },

    async findTaken({ email, username }) {
      const rows = await db
        .select({ email: users.email, username: users.username })
        .from(users)
        .where(or(eq(users.email, email), eq(users.username, username)));
      const taken: TakenName[] = [];
      if (rows.some((row) => row.email === email)) taken.push('email');
      if (rows.some((row) => row.username === username)) taken.push('username');
      return taken;
    },

    async list(filter, { limit, direction, cursor }) {
      const matching = matches(filter);
      const beyond = direction === 'forward' ? lt : gt;
      const [rows, totalCount] = await Promise.all([
        db
          .select(publicColumns)
          .from(users)
          .where(and(matching, cursor === null ? undefined : beyond(users.id, cursor)))
          .orderBy(direction === 'forward' ? desc(users.id) : asc(users.id))
          .limit(limit + 1),
        db.$count(users, matching),
      ]);
      return { rows, totalCount };
    },

    async insert(account) {
      await refusingTakenNames(() => db.insert(users).values(account));
    },

    async updateProfile(id, version, changes) {
      const [changed] = await refusingTakenNames(() =>
        db
          .update(users)
          .set({ ...changes, version: sql`${users.version} + 1` })
          .where(and(eq(users.id, id), eq(users.version, version)))
          .returning(publicColumns),
      );
      return changed ?? null;
    },

    async holdPassword(id, hash) {
      const held = await db
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.id, id), eq(users.passwordHash, hash)))
        .for('share');
      return held.length > 0;
    },

    async replacePassword(id, oldHash, newHash) {
      const replaced = await db
        .update(users)
        .set({ passwordHash: newHash })
        .where(and(eq(users.id, id), eq(users.passwordHash, oldHash)))
        .returning({ id: users.id });
      return replaced.length > 0;
    },
  };
}

function matches({ search, role }: UserFilter): SQL | undefined {
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  return and(
    role ? eq(users.role, role) : undefined,
    pattern
      ? or(ilike(users.username, pattern), ilike(users.displayName, pattern), ilike(users.email, pattern))
      : undefined,
  );
}

const FIELD_OF_INDEX: Record<string, TakenName> = {
  idx_users_email: 'email',
  idx_users_username: 'username',
};

/** Says in the domain's words what a unique index says with SQLSTATE 23505. */
async function refusingTakenNames<T>(query: () => PromiseLike<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    const { code, constraint_name: index } = ((error as Error).cause ?? error) as {
      code?: string;
      constraint_name?: string;
    };
    const field = code === '23505' ? FIELD_OF_INDEX[index ?? ''] : undefined;
    throw field ? new NameTakenError(field, error) : error;
  }
}
