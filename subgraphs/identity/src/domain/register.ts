import { newId } from '@visiobook/service';
import type { RegisterInput } from './account-input.ts';
import { allRegistrations, registrationsOf } from './attempt-rules.ts';
import type { Authenticated } from './authenticated.ts';
import { badFields, takenNames } from './field-faults.ts';
import { openSession } from './open-session.ts';
import { passwordFaults } from './password-policy.ts';
import { type Identity, NameTakenError } from './ports.ts';
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
