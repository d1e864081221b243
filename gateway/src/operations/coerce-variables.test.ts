import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { coerceVariables } from './coerce-variables.ts';

it('tells of some faulty values of a variable, and not of each', () => {
  const schema = buildSchema('type Query { sum(of: [Int!]): Int }');
  const operation = parse('query ($of: [Int!]) { sum(of: $of) }').definitions[0] as OperationDefinitionNode;
  const faulty = (count: number) => ({ of: Array.from({ length: count }, () => 'x') });
  expect(coerceVariables(schema, operation, faulty(3)).errors).toHaveLength(3);
  expect(coerceVariables(schema, operation, faulty(5_000)).errors?.length).toBeLessThan(25);
  expect(coerceVariables(schema, operation, { of: [1] }).coerced).toEqual({ of: [1] });
});
