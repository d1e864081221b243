import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { prepareOperation } from '../execution/prepare-operation.ts';
import { createSnapshot, type Snapshot } from '../supergraph/snapshot.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@interfaceObject"])';

const snapshot = snapshotOf({
  shop: `${LINK}
    type Query { item: Item  items: [Item!]!  page: Page  search: [Found!]!  other: String }
    type Mutation { buy: Item  sell: Item }
    type Item @key(fields: "id") { id: ID!  name: String  price: Int  size: Size  box: Box }
    type Service @key(fields: "id") { id: ID!  hours: Int }
    type Size @shareable { w: Int  h: Int }
    type Box { label: String  item: Item }
    type Page { title: String  body: String  about: Item }
    union Found = Item | Service
    interface Thing @key(fields: "id") { id: ID! }
    type Cup implements Thing @key(fields: "id") { id: ID! }
    type Pen implements Thing @key(fields: "id") { id: ID! }
  `,
  stock: `${LINK}
    type Item @key(fields: "id") {
      id: ID!  price: Int @external  size: Size @external
      left: Int  shipping: Int @requires(fields: "price size { w }")
    }
    type Size @shareable { w: Int }
    type Query { thing: Thing }
    type Mutation { count: Int }
    type Thing @key(fields: "id") @interfaceObject { id: ID!  weight: Int  cost: Int }
    type Service @key(fields: "id") { id: ID!  free: Boolean }
  `,
});

function snapshotOf(sdl: Record<string, string>): Snapshot {
  const services = Object.entries(sdl).map(([name, text]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(text),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  const schema = Supergraph.build(supergraphSdl as string)
    .apiSchema()
    .toGraphQLJSSchema();
  return createSnapshot(schema, supergraphSdl as string);
}

/** Each fetch as a line: its number, its subgraph, the parts it is for, what it waits for, and its fields. */
function planOf(query: string): string[] {
  const document = parse(query);
  const { prepared } = prepareOperation(snapshot, document, getOperationAST(document)!, {}, true);
  return prepared.plan.fetches.map(({ id, subgraph, part, after }) => {
    const text = prepared.printed[id]!.query.replaceAll(/\w+_\w+: (?=\w)/g, '');
    const fields = text
      .slice(text.indexOf('{'))
      .replace(/^\{ _entities\(.*?\) \{ __typename (.*) \} \}$/, '$1');
    const waits = after.size > 0 ? ` after ${[...after].sort().join()}` : '';
    return `${id} ${subgraph}${part === undefined ? '' : ` for ${part}`}${waits}: ${fields}`;
  });
}

describe('the plan of an operation with deferred fragments', () => {
  it('asks an entity’s own subgraph again, by its key, for what can wait', () => {
    expect(planOf('{ item { name ... @defer { price } } }')).toEqual([
      '0 shop: { item { name id } }',
      '1 shop for 1 after 0: ... on Item { price }',
    ]);
  });

  it('asks for each fragment apart, and once for what several wait for', () => {
    expect(planOf('{ items { id ... @defer { name price } ... @defer { price left } } }')).toEqual([
      '0 shop: { items { id } }',
      '1 shop for 1 after 0: ... on Item { name }',
      '2 shop for 1,2 after 0: ... on Item { price }',
      '3 stock for 2 after 0: ... on Item { left }',
    ]);
  });

  it('goes on from a deferred fetch for a fragment inside the fragment', () => {
    expect(
      planOf('{ item { id ... @defer { box { label item { id ... @defer { name left } } } } } }'),
    ).toEqual([
      '0 shop: { item { id } }',
      '1 shop for 1 after 0: ... on Item { box { label item { id } } }',
      '2 shop for 2 after 1: ... on Item { name }',
      '3 stock for 2 after 1: ... on Item { left }',
    ]);
  });

  it('asks an object without a key for its own fields at once, and others for what stands below them later', () => {
    expect(planOf('{ page { title ... @defer { body about { left } } } }')).toEqual([
      '0 shop: { page { title body about { id } } }',
      '1 stock for 1 after 0: ... on Item { left }',
    ]);
  });

  it('holds nothing up by what a deferred field requires', () => {
    expect(planOf('{ item { name ... @defer { shipping } } }')).toEqual([
      '0 shop: { item { name id } }',
      '1 shop for 1 after 0: ... on Item { price size { w } }',
      '2 stock for 1 after 0,1: ... on Item { shipping }',
    ]);
    // The price is at hand; objects that are inputs are asked for apart from the client's wishes.
    expect(planOf('{ item { price size { w } ... @defer { shipping } } }')).toEqual([
      '0 shop: { item { price size { w } id } }',
      '1 shop for 1 after 0: ... on Item { size { w } }',
      '2 stock for 1 after 0,1: ... on Item { shipping }',
    ]);
  });

  it('asks each type of an abstract place for its own', () => {
    expect(
      planOf('{ search { ... on Item @defer { name } ... on Service { hours ... @defer { free } } } }'),
    ).toEqual([
      '0 shop: { search { __typename ... on Item { id } ... on Service { hours id } } }',
      '1 shop for 1 after 0: ... on Item { name }',
      '2 stock for 2 after 0: ... on Service { free }',
    ]);
  });

  it('asks the types of an interface apart where they are not in the same part', () => {
    expect(planOf('{ thing { weight ... @defer { cost } } }')).toEqual([
      '0 stock: { thing { __typename id weight } }',
      '1 stock for 1 after 0: ... on Thing { cost }',
    ]);
    const [, ...later] = planOf('{ thing { ... on Pen { weight } ... on Cup @defer { weight } } }');
    expect(later).toEqual([
      '1 shop after 0: ... on Thing { __typename ... on Cup { id } ... on Pen { id } }',
      '2 stock for 1 after 1: ... on Thing { weight }',
      '3 stock after 1: ... on Thing { weight }',
    ]);
  });

  it('asks with the rest for what no key leads to', () => {
    expect(planOf('{ page { title ... @defer { body } } }')).toEqual(['0 shop: { page { title body } }']);
  });

  it('asks for deferred fields of the root in a request of their own', () => {
    expect(planOf('{ item { name } ... @defer { other } }')).toEqual([
      '0 shop: { item { name } }',
      '1 shop for 1: { other }',
    ]);
  });

  it('takes what a mutation’s own subgraph has from the mutation', () => {
    expect(planOf('mutation { buy { name ... @defer { price left } } }')).toEqual([
      '0 shop: { buy { name price id } }',
      '1 stock for 1 after 0: ... on Item { left }',
    ]);
  });

  it('lets each mutation wait for all that belongs to the one before it', () => {
    expect(planOf('mutation { buy { name ... @defer { left } } count sell { id } }')).toEqual([
      '0 shop: { buy { name id } }',
      '1 stock for 1 after 0: ... on Item { left }',
      '2 stock after 0,1: { count }',
      '3 shop after 0,1,2: { sell { id } }',
    ]);
  });
});
