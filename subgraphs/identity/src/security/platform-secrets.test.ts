import { describe, expect, it } from 'vitest';
import { createSeal, deriveKey } from './platform-secrets.ts';

const PLATFORM_KEY = 'a-platform-key-for-tests-only-0123456789';

describe('a seal', () => {
  const seal = createSeal(deriveKey(PLATFORM_KEY, 'tests'));

  it('opens what it closed, and closes the same text differently each time', () => {
    const plain = Buffer.from('a private key');
    const [one, two] = [seal.close(plain), seal.close(plain)];
    expect(seal.open(one)).toEqual(plain);
    expect(one.equals(two)).toBe(false);
  });

  it('opens nothing that was changed, cut, or closed for another purpose or platform', () => {
    const sealed = seal.close(Buffer.from('a private key'));
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed);
      changed[i]! ^= 1;
      expect(seal.open(changed)).toBeNull();
    }
    expect(seal.open(sealed.subarray(0, -1))).toBeNull();
    expect(seal.open(Buffer.alloc(0))).toBeNull();
    expect(createSeal(deriveKey(PLATFORM_KEY, 'others')).open(sealed)).toBeNull();
    expect(createSeal(deriveKey(`${PLATFORM_KEY}!`, 'tests')).open(sealed)).toBeNull();
  });
});
