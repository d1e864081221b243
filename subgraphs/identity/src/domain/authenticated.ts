import type { User } from './user.ts';

/** A session's tokens, as they are handed out once. */
export interface Authenticated {
  accessToken: string;
  refreshToken: string;
  /** When the access token ends. */
  expiresAt: Date;
  user: User;
}
