import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { prepareOperation } from '../execution/prepare-operation.ts';
import { createSnapshot } from '../supergraph/snapshot.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"])';
const SDL = {
  shelf: 'type Query { book: Book } type Book @key(fields: "shelf") { shelf: ID! }',
  far: 'type Book @key(fields: "isbn") { isbn: ID!  weight: Int }',
  hub: `type Book @key(fields: "isbn") @key(fields: "code") @key(fields: "shelf") { isbn: ID!  code: ID!  shelf: ID!  title: String }`,
  post: `type Book @key(fields: "code") @key(fields: "isbn") @key(fields: "shelf") {
    code: ID!  isbn: ID!  shelf: ID!  weight: Int @external  postage: Int @requires(fields: "weight") }`,
};
const { supergraphSdl, errors } = composeServices(
  Object.entries(SDL).map(([name, text]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(`${LINK} ${text.replaceAll(/(isbn|code|shelf): ID!/g, '$1: ID! @shareable')}`),
  })),
);
if (!supergraphSdl) throw new Error(String(errors));
const snapshot = createSnapshot(
  Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema(),
  supergraphSdl,
);

/** Each step with the inputs it is given. */
function stepsFor(fields: string): string[] {
  const document = parse(`{ book { ${fields} } }`);
  const { prepared } = prepareOperation(snapshot, document, getOperationAST(document)!, {});
  return prepared.plan.fetches.map(({ subgraph, inputs }) => [subgraph, ...inputs.keys()].join(' '));
}

describe('the way to a subgraph with several keys', () => {
  it('is taken by the key that is at hand, not by the first that some way leads to', () => {
    expect(stepsFor('title')).toEqual(['shelf', 'hub shelf']);
  });

  it('has as few steps as can be where no key is at hand', () => {
    expect(stepsFor('weight')).toEqual(['shelf', 'hub shelf', 'far isbn']);
  });

  it('is as long as it must be for what a field requires', () => {
    expect(stepsFor('postage')).toEqual(['shelf', 'hub shelf', 'far isbn', 'post shelf weight']);
  });
});
