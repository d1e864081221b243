import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what is kept in the database, with a key that is not. */
export interface Seal {
  close(plain: Buffer): Buffer;
  /** @returns null when it was closed under another key, or was changed. */
  open(sealed: Buffer): Buffer | null;
}

/** A key for one purpose, from the one that the platform shares: knowing one purpose's key tells nothing of another's. */
export function deriveKey(platformKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', platformKey, '', `visiobook identity: ${purpose}`, 32));
}

/** AES-256-GCM; a sealed text is `nonce ‖ tag ‖ ciphertext`. */
export function createSeal(key: Buffer): Seal {
  return {
    close(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const body = NONCE_BYTES + TAG_BYTES;
      if (sealed.length < body) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, body));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(body)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}
