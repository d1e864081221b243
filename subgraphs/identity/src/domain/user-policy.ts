import type { Viewer } from '@visiobook/service';
import type { User } from './user.ts';

type Asker = Pick<Viewer, 'kind' | 'id' | 'role'>;

/** The e-mail address and how the account is secured concern its owner and administrators. */
export function maySeePrivateFields(viewer: Asker, user: Pick<User, 'id'>): boolean {
  return viewer.kind === 'USER' && (viewer.id === user.id || viewer.role === 'ADMIN');
}

export function mayListUsers(viewer: Asker): boolean {
  return viewer.kind === 'USER' && viewer.role === 'ADMIN';
}
