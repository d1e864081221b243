import { notFound, requireUser, type Viewer } from '@visiobook/service';
import type { ChangePasswordInput } from './account-input.ts';
import { guessesAt } from './attempt-rules.ts';
import { badFields } from './field-faults.ts';
import { requireLiveSession } from './live-session.ts';
import { passwordFaults } from './password-policy.ts';
import type { Identity } from './ports.ts';
import { asUser, type User } from './user.ts';

/** Changes one's own password. Whoever else is logged in to the account must know the new one from then on. */
export async function changePassword(
  { store, passwords, attempts, limits, metrics, now }: Identity,
  viewer: Viewer,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<{ user: User; endedSessions: number }> {
  const { id } = requireUser(viewer);
  const account = await store.users.findAccountById(id);
  if (!account) throw notFound('user');
  // The same count as logging in: a stolen access token is no way to go on guessing.
  const guesses = guessesAt(account.email, limits);
  await attempts.count([guesses]);
  if (!(await passwords.verify(account.passwordHash, currentPassword))) throw notCurrent();
  await attempts.forget(guesses.key);
  const faults = passwordFaults(newPassword, account);
  if (faults.length > 0) throw badFields({ newPassword: faults });

  // Hashed before the transaction: it holds a connection and a lock.
  const passwordHash = await passwords.hash(newPassword);
  const endedSessions = await store.transaction(async ({ users, sessions, announceEnded }) => {
    const { userId, sessionId } = await requireLiveSession({ sessions }, viewer, now());
    if (!(await users.replacePassword(userId, account.passwordHash, passwordHash))) throw notCurrent();
    const ended = await sessions.endOthers(userId, sessionId, 'PASSWORD_CHANGED', now());
    await announceEnded(ended);
    return ended.length;
  });
  metrics.operations.inc({ operation: 'change-password', outcome: 'done' });
  return { user: asUser(account), endedSessions };
}

const notCurrent = () => badFields({ currentPassword: ['This is not the current password.'] });
