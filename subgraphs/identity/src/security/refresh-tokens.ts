import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { RefreshTokens } from '../domain/ports.ts';

/** Tells secret scanners what they have found. */
const PREFIX = 'vbr_';

/**
 * Refresh tokens of 256 bits. A session's first one is random; each successor is a keyed hash of the token before
 * it, so an exchange whose answer was lost can be answered again with the same token (see refresh-session.ts)
 * though only hashes are stored. Without the platform's key a token says nothing about the next one.
 */
export function createRefreshTokens(key: Buffer): RefreshTokens {
  return {
    first: () => PREFIX + randomBytes(32).toString('base64url'),
    successorOf: (token) => PREFIX + createHmac('sha256', key).update(token).digest('base64url'),
    // A fast hash is enough: nobody can guess 256 bits.
    hash: (token) => createHash('sha256').update(token).digest(),
  };
}
