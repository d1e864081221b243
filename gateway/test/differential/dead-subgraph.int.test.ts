import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { lossOf } from './compare-losses.ts';
import { contextWorld } from './context-world.ts';
import { buildWithIll, ILLNESSES } from './dead-subgraph.ts';
import { deriveWorld } from './derived-world.ts';
import { hardWorld } from './hard-world.ts';
import { nastyWorld } from './nasty-world.ts';
import { plannedFrom } from './planned-losses.ts';
import { randomOperation, vocabularyOf } from './random-operation.ts';
import { randomSdl } from './random-world.ts';
import { shrinkOperation } from './shrink-operation.ts';
import { LINK } from './small-worlds.ts';
import type { Asked, TwoWays, World } from './two-ways.ts';

/** `DIFFERENTIAL_OPERATIONS=500` of each world with each subgraph ill; the other settings as for the healthy ones. */
const COUNT = Math.ceil(Number(process.env.DIFFERENTIAL_OPERATIONS ?? 40) / 4);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const RANDOM_WORLDS = process.env.DIFFERENTIAL_WORLDS
  ? Array.from({ length: Number(process.env.DIFFERENTIAL_WORLDS) }, (_, index) => SEED * 1_000 + index)
  : [11];

const WORLDS: readonly { name: string; make: () => World }[] = [
  { name: 'five subgraphs written to be hard', make: nastyWorld },
  { name: 'what federation allows and few write', make: hardWorld },
  { name: 'fields that take values from above them', make: contextWorld },
  ...RANDOM_WORLDS.map((seed) => ({
    name: `subgraphs that nobody wrote, number ${seed}`,
    make: () => deriveWorld(randomSdl(seed)),
  })),
];

const CALM = { nulls: 0, errors: 0, nullsWhereNoneMayBe: 0, lost: 0 };

async function wrongWith(ways: TwoWays, asked: Asked, ill: string): Promise<string | undefined> {
  const truth = await ways.asOne(asked);
  try {
    const answer = await ways.throughGateway(asked);
    const [refused] = ways.takeRefusals();
    return refused ?? lossOf(answer, truth, plannedFrom(ways, asked, ill));
  } catch (error) {
    return String((error as Error).stack);
  }
}

describe('an answer while a subgraph is ill', () => {
  it.each(WORLDS)(
    'has all else, an error for each null, and nothing that is not true: $name',
    async ({ make }) => {
      const wrong: unknown[] = [];
      let asked = 0;
      const world = make();
      const ways = buildWithIll(world);
      // Much of what is ill is soon wide enough.
      const vocabulary = { ...vocabularyOf(ways.schema), depth: 5 };
      for (const [position, ill] of Object.keys(world.sdl).entries()) {
        for (const [number, [illness, text]] of ILLNESSES.entries()) {
          ways.fallIll(ill, text);
          const first = SEED * 1_000_000 + (position * ILLNESSES.length + number) * 10_000;
          const most = Math.ceil(COUNT / (number === 0 ? 1 : 4));
          for (let seed = first, n = 0; n < most; seed++) {
            const operation = randomOperation(ways.schema, seed, vocabulary);
            // Who would send the events of a stream is ill.
            const kind = getOperationAST(parse(operation.query))!.operation;
            if (kind === 'subscription' || !ways.isValid(operation.query)) continue;
            n++;
            asked++;
            const what = await wrongWith(ways, operation, ill);
            if (!what) continue;
            const { variables } = operation;
            const query = await shrinkOperation(
              operation.query,
              async (smaller) =>
                ways.isValid(smaller) &&
                (await wrongWith(ways, { query: smaller, variables }, ill)) !== undefined,
            );
            const smallest = { query, variables };
            wrong.push({
              what: await wrongWith(ways, smallest, ill),
              was: what,
              ill: `${ill} ${illness}`,
              seed,
              ...smallest,
              got: await ways.throughGateway(smallest).catch(String),
              true: await ways.asOne(smallest),
            });
          }
        }
      }
      expect(wrong.slice(0, 3), `${asked - wrong.length} of ${asked} are right`).toEqual([]);
    },
    600_000,
  );
});

const SHARED: Readonly<Record<string, string>> = {
  one: `${LINK}
    type Query { thing: Thing  media: [Media] }
    type Thing @key(fields: "id") { id: ID!  parts: [Part!]! @shareable }
    type Part { common: String @shareable  first: String }
    type Media @key(fields: "id") @interfaceObject { id: ID!  stars: Int }`,
  two: `${LINK}
    type Query { all: [Media] }
    type Thing @key(fields: "id") { id: ID!  parts: [Part!]! @shareable  own: Int }
    type Part { common: String @shareable  second: String }
    interface Media @key(fields: "id") { id: ID! }
    type Book implements Media @key(fields: "id") { id: ID! }`,
};

describe.each(ILLNESSES)('a subgraph that %s', (_, text) => {
  const ask = async (query: string) => {
    const ways = buildWithIll(deriveWorld(SHARED, CALM));
    ways.fallIll('two', text);
    const { data, errors = [] } = await ways.throughGateway({ query, variables: {} });
    // It may have said so several times.
    const paths = new Set(errors.map(({ path }) => path?.join('.')));
    return { data, paths: [...paths].toSorted() };
  };

  it('takes with it what it alone has of a value that others know, and no more', async () => {
    const { data, paths } = await ask('{ thing { parts { first second common } own } }');
    const { parts } = (data as { thing: { parts: Record<string, unknown>[] } }).thing;
    expect(parts.length).toBeGreaterThan(0);
    for (const { first, second, common } of parts)
      expect([typeof first, second, typeof common]).toEqual(['string', null, 'string']);
    expect(paths).toEqual(['thing.own', ...parts.map((_, index) => `thing.parts.${index}.second`)]);
  });

  it('that was to say what type an object has leaves none, and one error for each', async () => {
    const { data, paths } = await ask('{ media { __typename stars } }');
    const { media } = data as { media: null[] };
    expect(media.length).toBeGreaterThan(0);
    expect(media).toEqual(media.map(() => null));
    expect(paths).toEqual(media.map((_, index) => `media.${index}.__typename`));
  });

  it('leaves an error for each field at the root', async () => {
    const { data, paths } = await ask('{ all { id } again: all { id } }');
    expect([data, paths]).toEqual([{ all: null, again: null }, ['again', 'all']]);
  });
});
