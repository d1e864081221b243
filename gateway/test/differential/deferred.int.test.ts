import { writeFileSync } from 'node:fs';
import { execute, getOperationAST, getVariableValues, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withDefer, withoutDefer } from '../../src/deferral/defer-directive.ts';
import { deferRules } from '../../src/deferral/defer-rules.ts';
import type { Delivery } from '../../src/deferral/delivery.ts';
import { splitOperation } from '../../src/deferral/split-operation.ts';
import { executeOperation } from '../../src/execution/execute-operation.ts';
import { fragmentsOf } from '../../src/planning/need.ts';
import { differenceInParts } from './compare-parts.ts';
import { findEntity, NASTY_SDL, partOfTruth, truth } from './nasty-world.ts';
import { randomlyDeferred } from './random-defer.ts';
import { randomOperation, type Vocabulary } from './random-operation.ts';
import { readParts } from './read-parts.ts';
import { buildTwoWays } from './two-ways.ts';

/** `DIFFERENTIAL_OPERATIONS=20000` for a long run; `DIFFERENTIAL_SEED` for other ones. */
const COUNT = Number(process.env.DIFFERENTIAL_OPERATIONS ?? 200);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);

const vocabulary: Vocabulary = {
  aliases: ['id', 'isbn', 'price', 'name', 'title', 'score', 'dims', 'author', 'kind'],
  literals: (argument) => {
    if (argument === 'id') return ['"m0"', '"m1"', '"m2"', '"m4"', '"p1"', '"p2"', '"p4"', '"none"'];
    if (argument === 'currency') return ['"EUR"', '"USD"', '"JPY"', 'null'];
    return argument === 'first' ? ['1', '2', 'null'] : ['"x"'];
  },
};

const ways = buildTwoWays({ sdl: NASTY_SDL, truth, partOfTruth, findEntity } as never);
const schema = withDefer(ways.schema);
const rules = [...specifiedRules, ...deferRules];

async function compare(query: string, variables: Record<string, unknown>) {
  const document = parse(query, { noLocation: true });
  const operation = getOperationAST(document)!;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const split = splitOperation(operation, fragmentsOf(document), { no: false, ...coerced });
  const alone = { ...document, definitions: [...document.definitions] };
  alone.definitions[document.definitions.indexOf(operation)] = {
    ...operation,
    selectionSet: split?.own ?? operation.selectionSet,
  };
  const asOne = async (asked: typeof document) =>
    JSON.parse(JSON.stringify(await execute({ schema, document: asked, variableValues: variables })));
  const [whole, firstAlone] = [await asOne(withoutDefer(document)), await asOne(alone)];
  const delivery: Delivery = { atEnd: [] };
  const context = { viewer: {}, delivery } as never;
  const { sources, snapshot } = ways;
  const request = { document, operation, variables, context, sources };
  const result = await executeOperation(snapshot, request);
  const reads = await readParts(result, delivery.later);
  const [refused] = ways.takeRefusals();
  const what = refused ?? reads.map((read) => differenceInParts(read, whole, firstAlone)).find(Boolean);
  return { what, reads, whole, firstAlone, inParts: delivery.later !== undefined };
}

describe('random operations with random deferred fragments', () => {
  it('bring in parts, in both formats, what they bring as a whole', async () => {
    const wrong: object[] = [];
    let asked = 0;
    let inParts = 0;
    let failed = 0;
    for (let seed = SEED * 1_000_000; asked < COUNT; seed++) {
      const plain = randomOperation(ways.schema, seed, vocabulary);
      if (!ways.isValid(plain.query)) continue;
      const query = randomlyDeferred(plain.query, seed);
      if (validate(schema, parse(query), rules).length > 0) continue;
      asked++;
      const found = await compare(query, plain.variables).catch((error: unknown) => ({
        what: String(error instanceof Error ? error.stack : error),
        reads: [],
        inParts: false,
      }));
      if (found.inParts) inParts++;
      if (found.reads[0] && found.reads[0].failed.length > 0) failed++;
      if (found.what) wrong.push({ seed, query, variables: plain.variables, ...found });
    }
    const report = process.env.DIFFERENTIAL_REPORT;
    if (report) writeFileSync(report, JSON.stringify({ asked, inParts, failed, wrong }, null, 1));
    expect(wrong.slice(0, 2), `${asked - wrong.length} of ${asked} are right`).toEqual([]);
    expect(inParts).toBeGreaterThan(asked / 4);
  }, 600_000);
});
