/** What an account may do on the platform. */
export type Role = 'USER' | 'MODERATOR' | 'ADMIN';

/** An account, without what proves that one owns it. */
export interface User {
  id: string;
  email: string;
  username: string;
  displayName: string;
  role: Role;
  mfaEnabled: boolean;
  version: number;
  createdAt: Date;
}

/** An account with its password's hash: read by logging in and changing the password only. */
export interface Account extends User {
  passwordHash: string;
}

/** Leaves out the password's hash, so that it goes no further than where it is compared. */
export function asUser({ passwordHash: _, ...user }: Account): User {
  return user;
}
