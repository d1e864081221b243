import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, id, instant, timestamps, version } from '../columns.ts';

const identity = pgSchema('identity');

/** Accounts. `email` and `username` are stored in lower case, so that plain unique indexes do. */
export const users = identity.table(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    username: text('username').notNull(),
    displayName: text('display_name').notNull(),
    /** An argon2id string with its own salt and parameters. */
    passwordHash: text('password_hash').notNull(),
    role: text('role', { enum: ['USER', 'MODERATOR', 'ADMIN'] })
      .notNull()
      .default('USER'),
    mfaEnabled: boolean('mfa_enabled').notNull().default(false),
    version: version(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('idx_users_email').on(table.email),
    uniqueIndex('idx_users_username').on(table.username),
    check('ck_users_role', sql`${table.role} in ('USER', 'MODERATOR', 'ADMIN')`),
    check(
      'ck_users_lower_case',
      sql`${table.email} = lower(${table.email}) and ${table.username} = lower(${table.username})`,
    ),
  ],
);

/** Logins. A session is also the family of the refresh tokens that were rotated out of its first one. */
export const sessions = identity.table(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id').notNull(),
    /** When it ends unless it is used before; each refresh moves it on. */
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    endReason: text('end_reason', { enum: ['LOGOUT', 'PASSWORD_CHANGED', 'TOKEN_REUSED'] }),
    ...timestamps(),
  },
  (table) => [
    index('idx_sessions_user_id').on(table.userId),
    index('idx_sessions_expires_at').on(table.expiresAt),
    foreignKey({ name: 'fk_sessions_user_id', columns: [table.userId], foreignColumns: [users.id] }).onDelete(
      'cascade',
    ),
    check('ck_sessions_end', sql`(${table.endedAt} is null) = (${table.endReason} is null)`),
  ],
);

/** Refresh tokens, by their SHA-256 only: a copy of this table opens no session. */
export const refreshTokens = identity.table(
  'refresh_tokens',
  {
    tokenHash: bytes('token_hash').primaryKey(),
    sessionId: uuid('session_id').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** When it was exchanged; from then on it is void. */
    replacedAt: instant('replaced_at'),
  },
  (table) => [
    index('idx_refresh_tokens_session_id').on(table.sessionId),
    foreignKey({
      name: 'fk_refresh_tokens_session_id',
      columns: [table.sessionId],
      foreignColumns: [sessions.id],
    }).onDelete('cascade'),
  ],
);

/** The Ed25519 keys that sign access tokens. The private half is sealed with a key that the database does not have. */
export const signingKeys = identity.table(
  'signing_keys',
  {
    /** The `kid` of tokens and of the JWKS. */
    id: id(),
    publicJwk: jsonb('public_jwk').$type<{ kty: string; crv: string; x: string }>().notNull(),
    sealedPrivateKey: bytes('sealed_private_key').notNull(),
    /** Published at once, signs from then on: verifiers have time to read it. */
    signsFrom: instant('signs_from').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [index('idx_signing_keys_signs_from').on(table.signsFrom)],
);

/** Counted attempts by key; keys that name a person are hashed. */
export const attempts = identity.table(
  'attempts',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    windowEndsAt: instant('window_ends_at').notNull(),
  },
  (table) => [index('idx_attempts_window_ends_at').on(table.windowEndsAt)],
);
