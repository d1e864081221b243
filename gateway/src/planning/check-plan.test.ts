import { describe, expect, it } from 'vitest';
import { checkPlan } from './check-plan.ts';
import type { FieldNeed, FieldNeeds } from './need.ts';
import { createSelection, type Fetch, type Plan } from './plan.ts';
import type { ModelType, SubgraphModel } from './subgraph-model.ts';

const field = (name: string): FieldNeed => ({ slot: name, name, args: '', variables: [] });
const fields = (...names: string[]): FieldNeeds => new Map(names.map((name) => [name, field(name)]));

function model(name: string, types: Record<string, string[]>): SubgraphModel {
  const entries = Object.entries(types).map(([typeName, names]): [string, ModelType] => {
    const own = names.map((each) => ({
      name: each,
      type: each === 'book' ? 'Book' : 'String',
      external: false,
      requires: undefined,
      provides: undefined,
      fromContext: [],
    }));
    return [
      typeName,
      {
        name: typeName,
        interfaceObject: false,
        abstract: false,
        runtime: [typeName],
        fields: new Map(own.map((each) => [each.name, each])),
        keys: [],
      },
    ];
  });
  return { name, types: new Map(entries) };
}

const models = new Map([
  ['a', model('a', { Query: ['book'], Book: ['id', 'title'] })],
  ['b', model('b', { Book: ['id', 'price'] })],
]);

/** `{ book { id } }` of one subgraph, then the price of another, changed as a test wants it. */
function plan(change: (root: Fetch, hop: Fetch) => void = () => undefined): Plan {
  const root: Fetch = {
    id: 0,
    subgraph: 'a',
    root: 'query',
    at: [],
    runtime: undefined,
    typename: 'Query',
    inputs: new Map(),
    selection: createSelection('Query', false),
    after: new Set(),
  };
  const book = createSelection('Book', false);
  book.parts.set('Book', new Map([['id', { alias: 'id_1', field: field('id') }]]));
  root.selection.parts.set(
    'Query',
    new Map([['book', { alias: 'book_0', field: field('book'), selection: book }]]),
  );
  const hop: Fetch = {
    ...root,
    id: 1,
    subgraph: 'b',
    root: undefined,
    at: [{ slot: 'book', parent: 'Query' }],
    runtime: 'Book',
    typename: 'Book',
    inputs: fields('id'),
    selection: createSelection('Book', false),
    after: new Set([0]),
  };
  hop.selection.parts.set('Book', new Map([['price', { alias: 'price_2', field: field('price') }]]));
  change(root, hop);
  return { operation: 'query', fetches: [root, hop] };
}

const checked = (change?: (root: Fetch, hop: Fetch) => void) => () => checkPlan(plan(change), models);

describe('checkPlan', () => {
  it('says nothing of a plan whose fetches have their inputs', () => {
    expect(checked()).not.toThrow();
  });

  it('finds a fetch whose input nobody fetches before it', () => {
    expect(checked((_, hop) => Object.assign(hop, { inputs: fields('id', 'title') }))).toThrow(
      'needs title, which nothing before it fetches',
    );
    expect(checked((_, hop) => Object.assign(hop, { after: new Set() }))).toThrow('needs id');
  });

  it('finds a fetch that waits for itself', () => {
    expect(checked((_, hop) => Object.assign(hop, { after: new Set([0, 1]) }))).toThrow('after it');
  });

  it('finds a fetch for the first part of the answer that waits for a later one', () => {
    expect(checked((root) => Object.assign(root, { part: '1' }))).toThrow('waits for a later one');
    expect(checked((_, hop) => Object.assign(hop, { part: '1' }))).not.toThrow();
  });

  it('finds a name that stands for two fields', () => {
    const twice = (root: Fetch) =>
      root.selection.parts
        .get('Query')
        ?.get('book')
        ?.selection?.parts.get('Book')
        ?.set('title', { alias: 'id_1', field: field('title') });
    expect(checked(twice)).toThrow('two fields named id_1');
  });

  it('finds a condition on a type and a field that the subgraph does not have there', () => {
    expect(checked((_, hop) => hop.selection.parts.set('Film', new Map()))).toThrow('where only Book stands');
    const unknown = (_: Fetch, hop: Fetch) =>
      hop.selection.parts.get('Book')?.set('title', { alias: 'title_3', field: field('title') });
    expect(checked(unknown)).toThrow('asks Book for title');
  });
});
