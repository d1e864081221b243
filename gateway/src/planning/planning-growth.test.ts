import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { prepareOperation } from '../execution/prepare-operation.ts';
import { createSnapshot } from '../supergraph/snapshot.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])';
const TYPES = 12;

/** An interface of many types that leads to itself, with a field elsewhere and one of one type. */
function wideSnapshot() {
  const types = Array.from(
    { length: TYPES },
    (_, n) =>
      `type T${n} implements Node @key(fields: "id") { id: ID!  title: String  next: [Node]  own${n}: Int }`,
  );
  const { supergraphSdl, errors } = composeServices([
    {
      name: 'nodes',
      url: 'http://nodes',
      typeDefs: parse(`${LINK} type Query { node: Node }
        interface Node @key(fields: "id") { id: ID!  title: String  next: [Node] } ${types.join('\n')}`),
    },
    {
      name: 'stars',
      url: 'http://stars',
      typeDefs: parse(`${LINK} type Node @key(fields: "id") @interfaceObject { id: ID!  stars: Int }`),
    },
    {
      name: 'more',
      url: 'http://more',
      typeDefs: parse(`${LINK} type T1 @key(fields: "id") { id: ID!  extra: Int }`),
    },
  ]);
  if (!supergraphSdl) throw new Error(String(errors));
  const supergraph = Supergraph.build(supergraphSdl);
  return createSnapshot(supergraph.apiSchema().toGraphQLJSSchema(), supergraphSdl);
}

const snapshot = wideSnapshot();

/** How much there is to run for fields asked at each of so many levels. */
function sizeOfPlan(fields: string, depth: number) {
  let selections = `{ ${fields} }`;
  for (let level = 1; level < depth; level++) selections = `{ ${fields} next ${selections} }`;
  const document = parse(`{ node ${selections} }`);
  const { prepared } = prepareOperation(snapshot, document, getOperationAST(document)!, {});
  const characters = prepared.printed.reduce((sum, { query }) => sum + query.length, 0);
  return { fetches: prepared.plan.fetches.length, characters };
}

describe('a plan for an abstract type within itself', () => {
  it.each(['title', 'title stars', 'title ... on T1 { extra own1 }', 'stars title ... on T1 { own1 }'])(
    'grows with the depth and not with its power: %s',
    (fields) => {
      const [six, twelve] = [sizeOfPlan(fields, 6), sizeOfPlan(fields, 12)];
      expect(twelve.fetches).toBeLessThanOrEqual(2 * six.fetches);
      expect(twelve.characters).toBeLessThan(2.5 * six.characters);
    },
  );
});
