import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idFrom, newId } from './ids.ts';

describe('ids', () => {
  it('are UUIDs that sort by the time they were made', () => {
    const ids = [1, 1000, 1_700_000_000_000, 281_474_976_710_655].map((at) => newId(at));
    expect(ids.toSorted()).toEqual(ids);
    for (const id of [...ids, idFrom('a')]) expect(z.uuid().safeParse(id).success).toBe(true);
  });

  it('are the same for the same parts and different for others', () => {
    expect(idFrom('scene', 'x', 1)).toBe(idFrom('scene', 'x', 1));
    expect(idFrom('ab', 'c')).not.toBe(idFrom('a', 'bc'));
  });
});
