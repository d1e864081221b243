import { describe, expect, it } from 'vitest';
import { differenceOf } from './compare-answers.ts';
import { nastyWorld } from './nasty-world.ts';
import { buildTwoWays } from './two-ways.ts';

const ways = buildTwoWays(nastyWorld());

/** Situations in which other gateways answer wrongly, most of them without an error. */
const SITUATIONS: readonly (readonly [title: string, query: string])[] = [
  ['an alias that takes the name of a key', '{ stocked { isbn: title left } }'],
  ['an alias that takes the name of another key', '{ medias { id: title score reviews { text } } }'],
  [
    'an alias that takes the name of a required field',
    '{ book(id: "m2") { price: title dims: isbn shipping } }',
  ],
  ['an alias that swaps two siblings', '{ medias { title: id id: title stars } }'],
  ['an alias that looks like a type name', '{ medias { kind: __typename __typename heat } }'],
  [
    'a required field asked for with other arguments',
    '{ book(id: "m0") { price(currency: "JPY") shipping insurance } }',
  ],
  ['two requirements of one field with different arguments', '{ stocked { shipping insurance price } }'],
  [
    'a chain of requirements over three subgraphs',
    '{ stocked { reduced } book(id: "m0") { total reduced } }',
  ],
  [
    'a requirement that has fields of its own elsewhere',
    '{ book(id: "m0") { royalty author { name: born } } }',
  ],
  [
    'the type of an object that a subgraph knows only by its interface',
    '{ reviews { subject { __typename title } } }',
  ],
  [
    'fields of one type behind an interface object',
    '{ topReview { subject { ... on Film { minutes fee } ... on Book { pages } } } }',
  ],
  [
    'an interface object from another',
    '{ topReview { subject { score fans(first: 1) { favourite { stars } } } } }',
  ],
  [
    'fragments in fragments over interfaces',
    '{ medias { ... on Media { ... on Book { isbn ... on Media { title stars } } ...F } } } fragment F on Film { director { ... on Person { salary initials } } }',
  ],
  [
    'the same values under other names for one type behind an interface object',
    '{ person(id: "p1") { favourite { title ... on Film { other: title } } } }',
  ],
  ['nested lists with nulls', '{ shelves { id tags related { title } } }'],
  [
    'a union with a member that is no entity',
    '{ items { ... on Lonely { note inner { ... on Book { left } } best { heat } } ... on Media { title } } }',
  ],
  ['a null where none may be, deep in a list', '{ people { name friends { nick } } }'],
  [
    'the same list twice, with a null that only one has',
    '{ person(id: "p2") { a: friends { nick } b: friends { name } } }',
  ],
  ['an error in a list, at its index', '{ reviews { author { secret name } } }'],
  ['a provided field beside one that is not', '{ reviews { author { name born initials } } }'],
  [
    'conditions that leave nothing',
    '{ medias { title @skip(if: true) } people { ... @include(if: false) { name } } }',
  ],
  [
    'mutations in their order',
    'mutation { a: touch(id: "m1") { stars } b: rename(id: "m0", title: "x") { shipping } }',
  ],
  ['a field that moved to another subgraph', '{ book(id: "m2") { weight } }'],
  ['an unknown entity', '{ book(id: "none") { left shipping } media(id: "none") { stars } }'],
  ['introspection beside data', '{ __type(name: "Dims") { name fields { name } } book(id: "m0") { id } }'],
];

describe('an answer that is easy to get wrong', () => {
  it.each(SITUATIONS)('is right: %s', async (_, query) => {
    expect(ways.isValid(query)).toBe(true);
    const asked = { query, variables: {} };
    const [answer, expected] = [await ways.throughGateway(asked), await ways.asOne(asked)];
    expect(ways.takeRefusals()).toEqual([]);
    expect(answer.data).toEqual(expected.data);
    expect(differenceOf(answer, expected)).toBeUndefined();
  });

  it('has the client’s variable though it is named as ours is', async () => {
    const asked = {
      query: 'query ($representations: Int) { medias { reviews(first: $representations) { id } } }',
      variables: { representations: 1 },
    };
    expect((await ways.throughGateway(asked)).data).toEqual((await ways.asOne(asked)).data);
  });
});
