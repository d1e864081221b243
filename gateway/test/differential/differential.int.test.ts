import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextWorld } from './context-world.ts';
import { deriveWorld } from './derived-world.ts';
import { findDifferences } from './find-differences.ts';
import { hardWorld } from './hard-world.ts';
import { NASTY_VOCABULARY, nastyWorld } from './nasty-world.ts';
import { ownWorld } from './own-world.ts';
import { type Vocabulary, vocabularyOf } from './random-operation.ts';
import { randomSdl } from './random-world.ts';
import { buildTwoWays, type World } from './two-ways.ts';

/** `DIFFERENTIAL_OPERATIONS=20000` of each world for a long run; `DIFFERENTIAL_SEED` for other ones. */
const COUNT = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 40);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);

/** Small ones that have of everything between them; `DIFFERENTIAL_WORLDS=100` takes a hundred others. */
const RANDOM_WORLDS = process.env.DIFFERENTIAL_WORLDS
  ? Array.from({ length: Number(process.env.DIFFERENTIAL_WORLDS) }, (_, index) => SEED * 1_000 + index)
  : [3, 11, 23];

const WORLDS: readonly { name: string; make: () => World; vocabulary?: Vocabulary; share?: number }[] = [
  { name: 'five subgraphs written to be hard', make: nastyWorld, vocabulary: NASTY_VOCABULARY },
  { name: 'our own subgraphs', make: ownWorld },
  { name: 'what federation allows and few write', make: hardWorld, share: 0.5 },
  { name: 'fields that take values from above them', make: contextWorld },
  ...RANDOM_WORLDS.map((seed) => ({
    name: `subgraphs that nobody wrote, number ${seed}`,
    make: () => deriveWorld(randomSdl(seed)),
    share: 0.3,
  })),
];

describe('random operations through the gateway and over one schema of the same world', () => {
  it.each(WORLDS)(
    'have the same data and errors: $name',
    async ({ name, make, ...given }) => {
      const ways = buildTwoWays(make());
      const vocabulary = given.vocabulary ?? vocabularyOf(ways.schema);
      const { asked, wrong } = await findDifferences(
        ways,
        vocabulary,
        SEED * 1_000_000,
        COUNT * (given.share ?? 1),
      );
      const report = process.env.DIFFERENTIAL_REPORT;
      if (report && wrong.length > 0) writeFileSync(report, JSON.stringify({ world: name, wrong }, null, 1));
      expect(wrong.slice(0, 3), `${asked - wrong.length} of ${asked} are right`).toEqual([]);
    },
    600_000,
  );
});
