import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { differenceOf } from './compare-answers.ts';
import { findEntity, NASTY_SDL, partOfTruth, truth } from './nasty-world.ts';
import { randomOperation, type Vocabulary } from './random-operation.ts';
import { buildTwoWays } from './two-ways.ts';

/** `DIFFERENTIAL_OPERATIONS=20000` for a long run; `DIFFERENTIAL_SEED` for other ones. */
const COUNT = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 300);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);

const vocabulary: Vocabulary = {
  aliases: [
    'id',
    'isbn',
    'price',
    'name',
    'title',
    'minutes',
    'score',
    'shipping',
    'total',
    'dims',
    'author',
    'kind',
  ],
  literals: (argument) => {
    if (argument === 'id') return ['"m0"', '"m1"', '"m2"', '"m4"', '"p1"', '"p2"', '"p4"', '"none"'];
    if (argument === 'currency') return ['"EUR"', '"USD"', '"JPY"', 'null'];
    return argument === 'first' ? ['1', '2', 'null'] : ['"x"'];
  },
};

describe('random operations over five subgraphs and over one schema of the same world', () => {
  it('have the same data, and errors where the specification allows them', async () => {
    const ways = buildTwoWays({ sdl: NASTY_SDL, truth, partOfTruth, findEntity } as never);
    const wrong: {
      seed: number;
      what: string;
      query: string;
      variables: object;
      got: unknown;
      true: unknown;
    }[] = [];
    let asked = 0;
    for (let seed = SEED * 1_000_000; asked < COUNT; seed++) {
      const operation = randomOperation(ways.schema, seed, vocabulary);
      if (!ways.isValid(operation.query)) continue;
      asked++;
      const expected = await ways.asOne(operation);
      const got = await ways
        .throughGateway(operation)
        .catch((error: unknown) => ({ errors: [], thrown: String(error) }));
      const [refused] = ways.takeRefusals();
      const what = refused ?? ('thrown' in got ? got.thrown : differenceOf(got, expected));
      if (what) wrong.push({ seed, what, ...operation, got, true: expected });
    }
    const report = process.env.DIFFERENTIAL_REPORT;
    if (report) writeFileSync(report, JSON.stringify(wrong, null, 1));
    expect(wrong.slice(0, 3), `${asked - wrong.length} of ${asked} are right`).toEqual([]);
  }, 600_000);
});
