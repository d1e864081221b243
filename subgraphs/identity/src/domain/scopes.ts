import type { Role } from './user.ts';

/** What an access token lets its bearer do; each role has what the one below it has. */
export function scopesOf(role: Role): string[] {
  const user = ['account', 'projects'];
  if (role === 'USER') return user;
  const moderator = [...user, 'moderation'];
  return role === 'MODERATOR' ? moderator : [...moderator, 'administration'];
}
