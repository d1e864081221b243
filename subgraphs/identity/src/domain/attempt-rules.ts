import { createHash } from 'node:crypto';
import type { AttemptRule, Limits } from './ports.ts';

const QUARTER_HOUR = 15 * 60;

/**
 * Guesses at one account's password. Every try is counted before the password is looked at, so that guesses made at
 * once cannot all pass; a right password starts the count again. The price is that a stranger can keep an account's
 * owner from logging in anew for a quarter of an hour; sessions that are open are not touched.
 */
export function guessesAt(account: string, { failuresPerAccount }: Limits): AttemptRule {
  // Hashed: the table of attempts holds no addresses.
  const key = `guess:${createHash('sha256').update(account).digest('base64url')}`;
  return { key, limit: failuresPerAccount, windowSeconds: QUARTER_HOUR };
}

/** Logins of everybody together: what one platform can hash, and far from what guessing at many accounts takes. */
export function allLogins({ loginsPerMinute }: Limits): AttemptRule {
  return { key: 'logins', limit: loginsPerMinute, windowSeconds: 60 };
}

export function allRegistrations({ registrationsPerMinute }: Limits): AttemptRule {
  return { key: 'registrations', limit: registrationsPerMinute, windowSeconds: 60 };
}

/** Attempts to register one address: asking again and again whether it is taken is worth no more than guessing. */
export function registrationsOf(email: string, { failuresPerAccount }: Limits): AttemptRule {
  const key = `register:${createHash('sha256').update(email).digest('base64url')}`;
  return { key, limit: failuresPerAccount, windowSeconds: QUARTER_HOUR };
}
