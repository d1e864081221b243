import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { GatewayContext } from '../context.ts';
import { createSnapshot } from '../supergraph/snapshot.ts';
import { executeOperation } from './execute-operation.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const { supergraphSdl } = composeServices(
  Object.entries({
    lists:
      'type Query { items: [Item]  things: [Thing] } type Item { strict: Int!  box: Box } type Box { no: Int! } type Thing @key(fields: "id") { id: ID! }',
    names: 'type Thing @key(fields: "id") { id: ID!  name: String! }',
  }).map(([name, text]) => ({ name, url: `http://${name}`, typeDefs: parse(`${LINK} ${text}`) })),
);
const schema = Supergraph.build(supergraphSdl!).apiSchema().toGraphQLJSSchema();
const snapshot = createSnapshot(schema, supergraphSdl!);

type Answer = { data?: unknown; errors?: object[] };

async function ask(query: string, lists: Answer, names: Answer = {}) {
  const document = parse(query);
  /** Answers under the names that the fetch gives the fields. */
  const source = (answer: Answer) => ({
    process: async ({ request }: { request: { query?: string } }) => {
      let text = JSON.stringify(answer);
      for (const [, alias, field] of request.query?.matchAll(/(\w+): (\w+)/g) ?? [])
        text = text.replaceAll(`"${field}"`, `"${alias}"`);
      return JSON.parse(text) as never;
    },
  });
  const before = process.cpuUsage();
  const { data, errors = [] } = await executeOperation(snapshot, {
    document,
    operation: getOperationAST(document)!,
    variables: {},
    context: { viewer: {} } as GatewayContext,
    sources: { lists: source(lists), names: source(names) },
  });
  return { data, errors, ms: process.cpuUsage(before).user / 1_000 };
}

const many = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, n) => of(n));
const things = (count: number) => ({ data: { things: many(count, (n) => ({ id: String(n) })) } });

/** What a subgraph does that wishes nobody well, with so many objects, and how many errors come of it. */
const HOSTILE: Record<string, (n: number) => [errors: number, ...Parameters<typeof ask>]> = {
  'nulls that may not be, without a word': (n) => [
    n,
    '{ items { strict } }',
    { data: { items: many(n, () => ({ strict: null })) } },
  ],
  'errors deep below nulls': (n) => [
    n,
    '{ items { box { no } } }',
    {
      data: { items: many(n, () => ({ box: null })) },
      errors: many(n, (index) => ({ message: 'x', path: ['items', index, 'box', 'no'] })),
    },
  ],
  'errors at one place': (n) => [
    n,
    '{ items { strict } }',
    { data: { items: null }, errors: many(n, () => ({ message: 'x', path: ['items'] })) },
  ],
  'entities without an answer, and errors without a place': (n) => [
    3 * n,
    '{ things { name } }',
    things(n),
    { data: null, errors: many(n, () => ({ message: 'x' })) },
  ],
};

describe('an answer with many errors', () => {
  it.each(Object.keys(HOSTILE))(
    'takes a time that grows as they do: %s',
    { timeout: 60_000 },
    async (what) => {
      const timeOf = async (n: number) => {
        const [errors, ...asked] = HOSTILE[what]!(n);
        const answer = await ask(...asked);
        expect(answer.errors).toHaveLength(errors);
        return answer.ms;
      };
      await timeOf(500);
      const few = await timeOf(1_000);
      // Eight times as many: sixty-four times the time if each were compared with each.
      expect(await timeOf(8_000)).toBeLessThan(25 * few + 200);
    },
  );
});
