import { describe, expect, it } from 'vitest';
import { nextKeySignsFrom, publishedKeys, type RotationPlan, signingKey } from './key-rotation.ts';

const plan: RotationPlan = { everyMs: 1000, publishAheadMs: 100, keepMs: 50 };
const at = (ms: number) => new Date(ms);
const key = (id: string, signsFrom: number) => ({ id, signsFrom: at(signsFrom) });

describe('key rotation', () => {
  it('makes the first key to sign at once', () => {
    expect(nextKeySignsFrom([], at(7), plan)).toEqual(at(7));
  });

  it('announces the next key before the present one is due to end, and once', () => {
    expect(nextKeySignsFrom([key('a', 0)], at(899), plan)).toBeNull();
    expect(nextKeySignsFrom([key('a', 0)], at(900), plan)).toEqual(at(1000));
    expect(nextKeySignsFrom([key('a', 0), key('b', 1000)], at(950), plan)).toBeNull();
  });

  it('announces a key that is overdue for as long as any other', () => {
    expect(nextKeySignsFrom([key('a', 0)], at(5000), plan)).toEqual(at(5100));
  });

  it('signs with the youngest key whose time has come, in whatever order they are read', () => {
    const keys = [key('b', 1000), key('a', 0)];
    expect(signingKey(keys, at(999))?.id).toBe('a');
    expect(signingKey(keys, at(1000))?.id).toBe('b');
    expect(signingKey([key('a', 5)], at(4))).toBeUndefined();
  });

  it('publishes the next key and keeps the last one until its tokens are gone', () => {
    const keys = [key('a', 0), key('b', 1000)];
    const ids = (now: number) => publishedKeys(keys, at(now), plan).map(({ id }) => id);
    expect(ids(900)).toEqual(['a', 'b']);
    expect(ids(1049)).toEqual(['a', 'b']);
    expect(ids(1050)).toEqual(['b']);
  });
});
