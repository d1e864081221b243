import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readCostRules } from './cost-rules.ts';
import { compileMeasure } from './measure-cost.ts';

const SDL = `
  directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION
  type Query { book: Book books(first: Int = 20): [Book!]! grid: [[Book]] search(text: String @cost(weight: 7)): Int @cost(weight: 5) node: Node }
  type Mutation { buy(id: ID): Book }
  interface Node { id: ID }
  type Book implements Node { id: ID title: String author: Author }
  type Author implements Node @cost(weight: 4) { id: ID name: String books: [Book] }
`;
const schema = buildSchema(SDL);
const rules = readCostRules(SDL);

function cost(source: string, data: Record<string, unknown>): number {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return compileMeasure({ schema, rules, document, operation })(data);
}

describe('the cost of an answer', () => {
  it.each<[string, string, Record<string, unknown>, number]>([
    ['one for each object', '{ books { id title } }', { books: [{ id: 1 }, { id: 2 }, { id: 3 }] }, 3],
    [
      'nothing for what is not there',
      '{ book { author { id } } books { id } }',
      { book: null, books: [] },
      0,
    ],
    [
      'a weight of its own for a type',
      '{ book { author { name } } }',
      { book: { author: { name: 'A' } } },
      5,
    ],
    ['a weight of its own for a field and an argument', '{ search(text: "x") }', { search: 1 }, 12],
    ['every object of lists in lists', '{ grid { id } }', { grid: [[{}, null], null, [{}, {}]] }, 3],
    ['ten for a mutation', 'mutation { buy(id: 1) { id } }', { buy: { id: 1 } }, 11],
    [
      'once what is asked for twice in one place',
      '{ book { ...A author { name } } } fragment A on Book { author { id } }',
      { book: { author: { id: 1, name: 'A' } } },
      5,
    ],
    [
      'that of the object type, where the answer names it',
      '{ node { __typename id } }',
      { node: { __typename: 'Author', id: 1 } },
      4,
    ],
    [
      'that of what a fragment adds to its type',
      '{ node { id ... on Author { books { id } } } }',
      { node: { id: 1, books: [{}, {}] } },
      3,
    ],
    [
      'by the names that the client gave',
      '{ mine: book { who: author { name } } }',
      { mine: { who: {} } },
      5,
    ],
  ])('is %s', (_what, source, data, expected) => {
    expect(cost(source, data)).toBe(expected);
  });
});
