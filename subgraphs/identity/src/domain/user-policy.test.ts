import { describe, expect, it } from 'vitest';
import { mayListUsers, maySeePrivateFields } from './user-policy.ts';

const user = (id: string | null, role: 'USER' | 'MODERATOR' | 'ADMIN' = 'USER') => ({
  kind: 'USER' as const,
  id,
  role,
});
const nobody = { kind: 'ANONYMOUS' as const, id: null, role: null };

describe('user policy', () => {
  it.each([
    [user('ann'), true],
    [user('bob'), false],
    [user('bob', 'MODERATOR'), false],
    [user('bob', 'ADMIN'), true],
    [nobody, false],
    [{ kind: 'PARTNER' as const, id: 'ann', role: null }, false],
    [{ kind: 'SERVICE' as const, id: 'ann', role: 'ADMIN' as const }, false],
  ])('%j may see the private fields of ann: %s', (viewer, allowed) => {
    expect(maySeePrivateFields(viewer, { id: 'ann' })).toBe(allowed);
  });

  it('lets only administrators list accounts', () => {
    expect([user('ann'), user('ann', 'MODERATOR'), user('ann', 'ADMIN'), nobody].map(mayListUsers)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});
