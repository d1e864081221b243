import { AppError, notFound, type Viewer } from '@visiobook/service';
import type { UpdateProfileInput } from './account-input.ts';
import { takenNames } from './field-faults.ts';
import { requireLiveSession } from './live-session.ts';
import { type Identity, NameTakenError } from './ports.ts';
import type { User } from './user.ts';

/** Changes one's own public details. */
export async function updateProfile(
  { store, now }: Identity,
  viewer: Viewer,
  { version, ...changes }: UpdateProfileInput,
): Promise<User> {
  try {
    return await store.transaction(async ({ users, sessions }) => {
      const { userId } = await requireLiveSession({ sessions }, viewer, now());
      const changed = await users.updateProfile(userId, version, changes);
      if (changed) return changed;
      const [current] = await users.findByIds([userId]);
      if (!current) throw notFound('user');
      const message = 'The profile changed since you read it; read it again.';
      throw new AppError('CONFLICT', message, { current: current.version, yours: version });
    });
  } catch (error) {
    if (error instanceof NameTakenError) throw takenNames([error.field], error);
    throw error;
  }
}
