import { AppError, newId } from '@visiobook/service';
import type { RegisterInput } from './account-input.ts';
import { allRegistrations, registrationsOf } from './attempt-rules.ts';
import type { Authenticated } from './authenticated.ts';
import { openSession } from './open-session.ts';
import { passwordFaults } from './password-policy.ts';
import { type Identity, NameTakenError, type TakenName } from './ports.ts';
import { asUser } from './user.ts';

/** Opens an account and its first session, both or neither. */
export async function register(identity: Identity, input: RegisterInput): Promise<Authenticated> {
  const { store, passwords, attempts, limits, metrics } = identity;
  const { email, username, password, displayName = username } = input;
  const faults = passwordFaults(password, { email, username });
  if (faults.length > 0) throw badFields({ password: faults });
  await attempts.count([allRegistrations(limits), registrationsOf(email, limits)]);
  const taken = await store.users.findTaken({ email, username });
  if (taken.length > 0) throw takenNames(taken);

  const now = identity.now();
  const account = {
    id: newId(now.getTime()),
    email,
    username,
    displayName,
    role: 'USER' as const,
    mfaEnabled: false,
    version: 1,
    createdAt: now,
    passwordHash: await passwords.hash(password),
  };
  try {
    const opened = await store.transaction(async (repositories) => {
      await repositories.users.insert(account);
      return openSession(identity, repositories, asUser(account));
    });
    metrics.operations.inc({ operation: 'register', outcome: 'done' });
    return opened;
  } catch (error) {
    // Somebody took the name since it was looked up.
    if (error instanceof NameTakenError) throw takenNames([error.field], error);
    throw error;
  }
}

const TAKEN: Record<TakenName, string> = {
  email: 'There is an account with this e-mail address already; log in instead.',
  username: 'This username is taken; choose another.',
};

export function takenNames(taken: readonly TakenName[], cause?: unknown): AppError {
  return badFields(Object.fromEntries(taken.map((field) => [field, [TAKEN[field]]])), cause);
}

/** The same shape as `parseInput` gives, for what only the domain can judge. */
export function badFields(fields: Record<string, string[]>, cause?: unknown): AppError {
  const message = Object.values(fields).flat().join(' ');
  return new AppError('BAD_USER_INPUT', message, { fields }, cause);
}
