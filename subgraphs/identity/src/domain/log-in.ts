import { AppError } from '@visiobook/service';
import type { LoginInput } from './account-input.ts';
import { allLogins, guessesAt } from './attempt-rules.ts';
import type { Authenticated } from './authenticated.ts';
import { openSession } from './open-session.ts';
import type { Identity } from './ports.ts';
import { asUser } from './user.ts';

/** Starts a session for who knows an account's password. */
export async function logIn(identity: Identity, { email, password }: LoginInput): Promise<Authenticated> {
  const { store, passwords, attempts, limits, metrics } = identity;
  const guesses = guessesAt(email, limits);
  await attempts.count([allLogins(limits), guesses]);
  const account = await store.users.findAccountByEmail(email);
  // An unknown address takes as long as a wrong password: time must not tell which addresses have accounts.
  const right = await passwords.verify(account?.passwordHash ?? null, password);
  const opened =
    account &&
    right &&
    (await store.transaction(async (repositories) => {
      // A password that is changed meanwhile opens no session, or one that the change then ends.
      const held = await repositories.users.holdPassword(account.id, account.passwordHash);
      return held ? openSession(identity, repositories, asUser(account)) : null;
    }));
  if (!opened) {
    metrics.operations.inc({ operation: 'login', outcome: 'refused' });
    throw new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
  }
  await attempts.forget(guesses.key);
  metrics.operations.inc({ operation: 'login', outcome: 'done' });
  return opened;
}
