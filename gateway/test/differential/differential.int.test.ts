import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDifferences } from './find-differences.ts';
import { NASTY_VOCABULARY, nastyWorld } from './nasty-world.ts';
import { ownWorld } from './own-world.ts';
import { type Vocabulary, vocabularyOf } from './random-operation.ts';
import { buildTwoWays, type World } from './two-ways.ts';

/** `DIFFERENTIAL_OPERATIONS=20000` of each world for a long run; `DIFFERENTIAL_SEED` for other ones. */
const COUNT = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 100);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);

const WORLDS: readonly { name: string; make: () => World; vocabulary?: Vocabulary }[] = [
  { name: 'five subgraphs written to be hard', make: nastyWorld, vocabulary: NASTY_VOCABULARY },
  { name: 'our own subgraphs', make: ownWorld },
];

describe('random operations through the gateway and over one schema of the same world', () => {
  it.each(WORLDS)(
    'have the same data and errors: $name',
    async ({ name, make, ...given }) => {
      const ways = buildTwoWays(make());
      const vocabulary = given.vocabulary ?? vocabularyOf(ways.schema);
      const { asked, wrong } = await findDifferences(ways, vocabulary, SEED * 1_000_000, COUNT);
      const report = process.env.DIFFERENTIAL_REPORT;
      if (report && wrong.length > 0) writeFileSync(report, JSON.stringify({ world: name, wrong }, null, 1));
      expect(wrong.slice(0, 3), `${asked - wrong.length} of ${asked} are right`).toEqual([]);
    },
    600_000,
  );
});
