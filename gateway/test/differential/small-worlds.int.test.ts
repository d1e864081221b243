import { describe, expect, it } from 'vitest';
import { deriveWorld } from './derived-world.ts';
import { askBothWays } from './find-differences.ts';
import { SITUATIONS } from './small-worlds.ts';
import { buildTwoWays } from './two-ways.ts';

const CALM = { nulls: 0, errors: 0, nullsWhereNoneMayBe: 0, lost: 0 };

describe('a small supergraph in which an answer went wrong once', () => {
  it.each(SITUATIONS)('is answered rightly: $title', async ({ sdl, query, variables = {}, mishaps = {} }) => {
    const ways = buildTwoWays(deriveWorld(sdl, { ...CALM, ...mishaps }));
    expect(ways.isValid(query)).toBe(true);
    const { what, got, expected } = await askBothWays(ways, { query, variables });
    expect(got).toEqual(what ? expected : got);
    expect(what).toBeUndefined();
  });
});
