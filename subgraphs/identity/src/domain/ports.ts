import type { Logger, Metrics, PageRequest } from '@visiobook/service';
import type { Session, SessionEnd, StoredRefreshToken } from './session.ts';
import type { Account, Role, User } from './user.ts';

export interface UserFilter {
  search?: string | undefined;
  role?: Role | undefined;
}

export interface UserRepository {
  findByIds(ids: readonly string[]): Promise<User[]>;
  findAccountByEmail(email: string): Promise<Account | null>;
  findAccountById(id: string): Promise<Account | null>;
  /** Which of the two belong to an account already. */
  findTaken(names: { email: string; username: string }): Promise<TakenName[]>;
  /** A page of accounts, newest first, and how many the filter finds. */
  list(filter: UserFilter, page: PageRequest): Promise<{ rows: User[]; totalCount: number }>;
  /** @throws NameTakenError when another account has the address or the name. */
  insert(account: Account): Promise<void>;
  /** @returns the changed account, or null when `version` is not the current one. @throws NameTakenError */
  updateProfile(
    id: string,
    version: number,
    changes: { displayName?: string | undefined; username?: string | undefined },
  ): Promise<User | null>;
  /** Whether the password is still the one that was compared; keeps it so until the transaction ends. */
  holdPassword(id: string, passwordHash: string): Promise<boolean>;
  /** @returns false when the password is no longer the one that was compared. */
  replacePassword(id: string, oldHash: string, newHash: string): Promise<boolean>;
}

export type TakenName = 'email' | 'username';

/** Another account has the e-mail address or the username. */
export class NameTakenError extends Error {
  readonly field: TakenName;

  constructor(field: TakenName, cause?: unknown) {
    super(`${field} is taken`, { cause });
    this.field = field;
  }
}

export interface SessionRepository {
  insert(session: Session, tokenHash: Buffer): Promise<void>;
  /** Reads a session and one of its tokens, and keeps both from changing until the transaction ends. */
  lockByToken(tokenHash: Buffer): Promise<{ session: Session; token: StoredRefreshToken } | null>;
  lockById(id: string): Promise<Session | null>;
  /** The token, when the session has it. */
  findToken(tokenHash: Buffer): Promise<StoredRefreshToken | null>;
  /** Voids one token, stores its successor and moves the session's end. */
  rotate(change: {
    sessionId: string;
    oldHash: Buffer;
    newHash: Buffer;
    now: Date;
    expiresAt: Date;
  }): Promise<void>;
  /** @returns false when it had ended before. */
  end(sessionId: string, reason: SessionEnd, now: Date): Promise<boolean>;
  /** Ends a user's sessions but one. @returns which. */
  endOthers(userId: string, keptId: string | null, reason: SessionEnd, now: Date): Promise<string[]>;
}

export interface Repositories {
  users: UserRepository;
  sessions: SessionRepository;
}

/** Repositories that commit together, and what leaves the service when they do. */
export interface Transaction extends Repositories {
  /** Lets the gateway end what the sessions hold open. */
  announceEnded(sessionIds: readonly string[]): Promise<void>;
}

export interface Store extends Repositories {
  /** Runs `body`; nothing of it happens when it throws. */
  transaction<T>(body: (transaction: Transaction) => Promise<T>): Promise<T>;
}

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** `null` stands for an account that does not exist: false, after as much work as a real one takes. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

export interface AccessTokenIssuer {
  issue(claims: {
    userId: string;
    sessionId: string;
    role: Role;
  }): Promise<{ token: string; expiresAt: Date }>;
}

export interface RefreshTokens {
  /** A new random token. */
  first(): string;
  /** The one token that can follow `token`. */
  successorOf(token: string): string;
  hash(token: string): Buffer;
}

/** At most `limit` attempts under `key` within `windowSeconds`. */
export interface AttemptRule {
  key: string;
  limit: number;
  windowSeconds: number;
}

export interface Attempts {
  /** Counts one attempt under each key. @throws AppError RATE_LIMITED when that is one too many. */
  count(rules: readonly AttemptRule[]): Promise<void>;
  /** Starts a key's count again. */
  forget(key: string): Promise<void>;
}

/** All that the use cases need from outside. */
export interface Identity {
  store: Store;
  passwords: PasswordHasher;
  accessTokens: AccessTokenIssuer;
  refreshTokens: RefreshTokens;
  attempts: Attempts;
  limits: Limits;
  metrics: Pick<Metrics, 'operations'>;
  log: Logger;
  now(): Date;
}

/** What the configuration decides. */
export interface Limits {
  /** Days that a session lives without being used. */
  sessionDays: number;
  /** Wrong passwords an account may be given in 15 minutes. */
  failuresPerAccount: number;
  /** Logins that all accounts together may try in a minute. */
  loginsPerMinute: number;
  /** Accounts that may be opened in a minute. */
  registrationsPerMinute: number;
}
