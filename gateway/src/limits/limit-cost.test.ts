import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { createLimitCost } from './limit-cost.ts';

const SDL = `
  directive @listSize(slicingArguments: [String!]) on FIELD_DEFINITION
  type Query { books(first: Int): [Book] @listSize(slicingArguments: ["first"]) }
  type Book { title: String }
`;
const schema = buildSchema(SDL);

it('knows the cost of a query by its variables, and refuses the dear ones however often they come', async () => {
  const limitCost = createLimitCost({
    schema: () => schema,
    sdl: () => SDL,
    max: 50,
    listSize: 10,
    pay: async () => undefined,
  });
  const document = parse('query ($first: Int) { books(first: $first) { title } }');
  const checked = { document, operation: getOperationAST(document)! };
  const estimated = async (first: number) => (await limitCost(checked, { first }, undefined)).estimated;

  expect([await estimated(3), await estimated(40), await estimated(3)]).toEqual([3, 40, 3]);
  for (let time = 0; time < 3; time++)
    await expect(estimated(51)).rejects.toMatchObject({ details: { cost: 51, max: 50 } });
});
