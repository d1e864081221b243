import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { chooseModels, type SubgraphModels } from './override-labels.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override"])';

function supergraphWith(label: string): Supergraph {
  const { supergraphSdl, errors } = composeServices([
    {
      name: 'old',
      url: 'http://old',
      typeDefs: parse(
        `${LINK} type Query { book: Book } type Book @key(fields: "id") { id: ID! price: Int }`,
      ),
    },
    {
      name: 'new',
      url: 'http://new',
      typeDefs: parse(`${LINK} type Book @key(fields: "id") {
        id: ID!
        price: Int @override(from: "old", label: "${label}")
      }`),
    },
  ]);
  if (!supergraphSdl) throw new Error(String(errors));
  return Supergraph.build(supergraphSdl);
}

function ownersOf(models: SubgraphModels): string[] {
  return [...models.values()]
    .filter(({ types }) => types.get('Book')?.fields.get('price')?.external === false)
    .map(({ name }) => name);
}

const operations = Array.from({ length: 400 }, (_, n) => `query Number${n} { book { price } }`);

describe('chooseModels', () => {
  it('gives a field that moves in part to one subgraph for an operation, always the same', () => {
    const choose = chooseModels(supergraphWith('percent(30)'), new Set());
    const owners = operations.map((each) => ownersOf(choose(each)));
    expect(owners.every((each) => each.length === 1)).toBe(true);
    const moved = owners.filter(([owner]) => owner === 'new').length;
    expect(moved).toBeGreaterThan(80);
    expect(moved).toBeLessThan(160);
    const again = chooseModels(supergraphWith('percent(30)'), new Set());
    expect(operations.map((each) => ownersOf(again(each)))).toEqual(owners);
  });

  it.each([
    ['percent(0)', 'old'],
    ['percent(100)', 'new'],
    ['new-prices', 'old'],
  ])('takes %s as the %s subgraph’s', (label, owner) => {
    const choose = chooseModels(supergraphWith(label), new Set());
    expect(new Set(operations.flatMap((each) => ownersOf(choose(each))))).toEqual(new Set([owner]));
  });

  it('takes a label that is named as active', () => {
    const choose = chooseModels(supergraphWith('new-prices'), new Set(['new-prices']));
    expect(ownersOf(choose(operations[0]!))).toEqual(['new']);
  });
});
