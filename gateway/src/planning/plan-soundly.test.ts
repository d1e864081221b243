import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { needOf } from './need.ts';
import type { Plan } from './plan.ts';
import { planSoundly } from './plan-soundly.ts';
import { readSubgraphModels } from './subgraph-model.ts';
import { UnsoundPlan } from './unsound-plan.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const { supergraphSdl } = composeServices([
  {
    name: 'books',
    url: 'http://books',
    typeDefs: parse(`${LINK} type Query { book: Book } type Book @key(fields: "id") { id: ID! }`),
  },
  ...['near', 'far'].map((name) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(`${LINK} type Book @key(fields: "id") { id: ID!  price: Int @shareable }`),
  })),
]);
const supergraph = Supergraph.build(supergraphSdl as string);
const schema = supergraph.schema.toGraphQLJSSchema();
const models = readSubgraphModels(supergraph);

/** Plans `{ book { price } }` where fetches of some subgraphs are held to be unsound. */
function planWithout(...subgraphs: string[]): Plan {
  const { selectionSet } = parse('{ book { price } }').definitions[0] as OperationDefinitionNode;
  const fields = needOf({ schema, fragments: new Map(), variables: {} }, 'Query', [selectionSet]).get(
    'Query',
  )!;
  return planSoundly(schema, models, 'query', 'Query', fields, ({ fetches }) => {
    const unsound = fetches.find(({ subgraph }) => subgraphs.includes(subgraph));
    if (unsound) throw new UnsoundPlan(unsound, 'is held to be unsound');
  });
}

const subgraphsOf = ({ fetches }: Plan) => fetches.map(({ subgraph }) => subgraph);

describe('planSoundly', () => {
  it('goes another way where a step is unsound', () => {
    const [, usual] = subgraphsOf(planWithout()) as [string, string];
    const other = usual === 'near' ? 'far' : 'near';
    expect(subgraphsOf(planWithout(usual))).toEqual(['books', other]);
  });

  it('refuses the operation when no way is left, and says what was wrong', () => {
    expect(() => planWithout('near', 'far')).toThrow('is held to be unsound');
    expect(() => planWithout('books')).toThrow('Fetch 0 of books');
  });
});
