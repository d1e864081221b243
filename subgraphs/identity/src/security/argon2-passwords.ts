import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../domain/ports.ts';

/** OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id on libuv's thread pool: the event loop goes on while a password is hashed. */
export async function createArgon2Passwords(): Promise<PasswordHasher> {
  const nobodys = await hash(randomBytes(32), COST);
  return {
    hash: (password) => hash(password, COST),
    async verify(passwordHash, password) {
      const right = await verify(passwordHash ?? nobodys, password);
      return right && passwordHash !== null;
    },
  };
}
