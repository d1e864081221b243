import { writeFileSync } from 'node:fs';
import { parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withDefer } from '../../src/deferral/defer-directive.ts';
import { deferRules } from '../../src/deferral/defer-rules.ts';
import { compareInParts } from './ask-in-parts.ts';
import { CONTEXT_SDL } from './context-world.ts';
import { deriveWorld } from './derived-world.ts';
import { NASTY_VOCABULARY, nastyWorld } from './nasty-world.ts';
import { ownWorld } from './own-world.ts';
import { randomlyDeferred } from './random-defer.ts';
import { randomOperation, type Vocabulary, vocabularyOf } from './random-operation.ts';
import { randomSdl } from './random-world.ts';
import { buildTwoWays, type World } from './two-ways.ts';

/** `DIFFERENTIAL_OPERATIONS=20000` of each world for a long run; `DIFFERENTIAL_SEED` for other ones. */
const COUNT = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 40);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);

const MISHAPS = { nulls: 8, errors: 4, nullsWhereNoneMayBe: 2, lost: 0 };
const WORLDS: readonly { name: string; make: () => World; vocabulary?: Vocabulary }[] = [
  { name: 'five subgraphs written to be hard', make: nastyWorld, vocabulary: NASTY_VOCABULARY },
  { name: 'our own subgraphs', make: ownWorld },
  { name: 'fields that take values from above them', make: () => deriveWorld(CONTEXT_SDL, MISHAPS) },
  { name: 'a supergraph like nobody wrote', make: () => deriveWorld(randomSdl(SEED), MISHAPS) },
];
const RULES = [...specifiedRules, ...deferRules];

describe('random operations with random deferred fragments', () => {
  it.each(WORLDS)(
    'bring in parts, in both formats, what they bring as a whole: $name',
    async ({ name, make, ...given }) => {
      const ways = buildTwoWays(make());
      const schema = withDefer(ways.schema);
      const vocabulary = given.vocabulary ?? vocabularyOf(ways.schema);
      const wrong: object[] = [];
      let [asked, inParts, failed] = [0, 0, 0];
      for (let seed = SEED * 1_000_000; asked < COUNT; seed++) {
        const plain = randomOperation(ways.schema, seed, vocabulary);
        if (!ways.isValid(plain.query)) continue;
        const query = randomlyDeferred(plain.query, seed);
        if (validate(schema, parse(query), RULES).length > 0) continue;
        asked++;
        const found = await compareInParts(ways, { ...plain, query }).catch((error: unknown) => ({
          what: String(error instanceof Error ? error.stack : error),
          reads: [],
          inParts: false,
        }));
        if (found.inParts) inParts++;
        if (found.reads[0] && found.reads[0].failed.length > 0) failed++;
        if (found.what) wrong.push({ seed, query, variables: plain.variables, ...found });
      }
      const report = process.env.DIFFERENTIAL_REPORT;
      if (report)
        writeFileSync(`${report}-${name}`, JSON.stringify({ asked, inParts, failed, wrong }, null, 1));
      expect(wrong.slice(0, 2), `${asked - wrong.length} of ${asked} are right`).toEqual([]);
      expect(inParts).toBeGreaterThan(asked / 5);
    },
    600_000,
  );
});

const SITUATIONS: readonly (readonly [title: string, query: string])[] = [
  [
    'one type behind an interface object has a name more, in the first part',
    '{ reviewed { ... on Person { favourite { ... @defer { title: id } ... on Film { id } } } } }',
  ],
  [
    'the types behind an interface object have the same field in different parts',
    '{ reviews { subject { ... on Film { fans { name } } ... on Book { fans { ... @defer { name } } } } } }',
  ],
  ['nested lists with nulls', '{ shelves { ... @defer { title related { title ... @defer { stars } } } } }'],
  ['a null that may not be, for some items of a list', '{ people { name friends { ... @defer { nick } } } }'],
  [
    'a null that may not be, in a list that the first part has',
    '{ person(id: "p2") { friends { name } ... @defer { friends { nick } born } } }',
  ],
  ['a chain of required fields', '{ stocked { isbn ... @defer { reduced royalty } } }'],
  [
    'aliases that swap names between the parts',
    '{ medias { id: title ... @defer { title: id kind: __typename } } }',
  ],
  [
    'the same fields in two parts and in one inside them',
    '{ medias { ... @defer { id stars } ... @defer { stars title ... @defer { heat title } } } }',
  ],
  [
    'introspection beside data',
    '{ book(id: "m0") { id } ... @defer { __type(name: "Dims") { name fields { name } } } }',
  ],
  ['an object that is not there', '{ book(id: "none") { id ... @defer { left shipping } } }'],
  ['an error in a list', '{ people { id ... @defer { secret name } } }'],
  [
    'a mutation before another',
    'mutation { touch(id: "m1") { ... @defer { stars } } rename(id: "m0", title: "x") { id } }',
  ],
];

describe('an answer in parts', () => {
  const ways = buildTwoWays(nastyWorld());

  it.each(SITUATIONS)('is right: %s', async (_, query) => {
    expect(validate(withDefer(ways.schema), parse(query), RULES)).toEqual([]);
    const { what, inParts } = await compareInParts(ways, { query, variables: {} });
    expect(what).toBeUndefined();
    // Where nothing is, no part comes.
    expect(inParts).toBe(!query.includes('"none"'));
  });
});
