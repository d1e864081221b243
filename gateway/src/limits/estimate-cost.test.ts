import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readCostRules } from './cost-rules.ts';
import { estimateCost } from './estimate-cost.ts';

const SDL = `
  directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  type Query {
    book: Book
    books(first: Int = 20): [Book!]! @listSize(slicingArguments: ["first"], assumedSize: 50)
    plain: [Book]
    page(first: Int, last: Int): Page @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"])
    search(text: String @cost(weight: 7)): Int @cost(weight: 5)
  }
  type Mutation { buy(id: ID): Book }
  type Page { edges: [Edge!]! total: Int }
  type Edge { node: Book }
  type Book { id: ID title: String author: Author sequels: [Book] @listSize(assumedSize: 3) }
  type Author @cost(weight: 4) { name: String }
`;
const schema = buildSchema(SDL);
const rules = readCostRules(SDL);

function cost(source: string, variables: Record<string, unknown> = {}): number {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return estimateCost({ schema, rules, document, operation, variables, listSize: 10 });
}

describe('the estimated cost', () => {
  it.each<[string, string, number]>([
    ['one for an object and nothing for leaves', '{ book { id title } }', 1],
    ['a weight of its own for a type', '{ book { author { name } } }', 5],
    ['a weight of its own for a field and an argument', '{ search(text: "x") }', 12],
    ['the length that is asked for', '{ books(first: 5) { id } }', 5],
    ['the default length of the argument', '{ books { id } }', 20],
    ['the assumed length, inside each other', '{ book { sequels { sequels { id } } } }', 1 + 3 * (1 + 3)],
    ['a length for lists of which nothing is known', '{ plain { id } }', 10],
    ['the length of a field inside a connection', '{ page(last: 4) { edges { node { id } } } }', 1 + 4 * 2],
    ['ten for a mutation', 'mutation { buy(id: 1) { id } }', 11],
    [
      'a fragment as often as it is used',
      '{ book { ...A } plain { ...A } } fragment A on Book { author { name } }',
      5 + 50,
    ],
    ['nothing for introspection', '{ __schema { types { name } } __typename }', 0],
  ])('is %s', (_what, source, expected) => {
    expect(cost(source)).toBe(expected);
  });

  it('follows variables', () => {
    expect(cost('query ($n: Int) { books(first: $n) { id } }', { n: 30 })).toBe(30);
  });
});
