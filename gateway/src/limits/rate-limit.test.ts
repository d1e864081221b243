import { anonymous } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../context.ts';
import { createMemoryBucketStore } from './bucket-store.ts';
import { createLimitRate } from './rate-limit.ts';

const caller = (kind: 'USER' | 'PARTNER' | 'ANONYMOUS', id: string | null, address = 'here'): Caller => ({
  viewer: { ...anonymous('request-1'), kind, id },
  until: undefined,
  address,
  client: 'test',
});

describe('the rate of operations', () => {
  const limits = { user: 2, partner: 3, address: 1 };

  it.each([
    ['a user', caller('USER', 'u1', 'a'), caller('USER', 'u1', 'b'), caller('USER', 'u2', 'a'), 2],
    ['a partner', caller('PARTNER', 'p1'), caller('PARTNER', 'p1', 'b'), caller('PARTNER', 'u1'), 3],
    ['an address', caller('ANONYMOUS', null), caller('ANONYMOUS', null), caller('ANONYMOUS', null, 'b'), 1],
  ])('is counted for %s, and for no other', async (_who, one, same, other, most) => {
    const limit = createLimitRate(
      createMemoryBucketStore(() => 0),
      limits,
    );
    for (let i = 0; i < most; i++) await limit(one);
    await expect(limit(same)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfter: Math.ceil(60 / most) },
    });
    await limit(other);
  });

  it('is not counted where it has no limit', async () => {
    const limit = createLimitRate(
      createMemoryBucketStore(() => 0),
      { user: 0, partner: 0, address: 0 },
    );
    for (let i = 0; i < 100; i++) await limit(caller('USER', 'u1'));
  });
});
