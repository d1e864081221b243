import { parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withDefer } from '../../src/deferral/defer-directive.ts';
import { deferRules } from '../../src/deferral/defer-rules.ts';
import { compareInParts } from './ask-in-parts.ts';
import { deriveWorld } from './derived-world.ts';
import { askBothWays } from './find-differences.ts';
import { LINK } from './small-worlds.ts';
import { buildTwoWays } from './two-ways.ts';

const UNIT = 'enum Unit { KG LB }\n';
const SDL = {
  shop: `${LINK}${UNIT}
    type Query { item(n: Int): Item  items(n: Int): [Item!]!  things(n: Int): [Thing!]!  found(n: Int): [Found!]! }
    type Subscription { added(n: Int): Item }
    interface Thing { id: ID!  title: String }
    union Found = Item | Box
    type Item implements Thing @key(fields: "id") @key(fields: "org { code } no") {
      id: ID!  title: String  label(upper: Boolean): String  no: Int!  org: Org!  twin: Org  weight(unit: Unit = KG): Int  size: Size
    }
    type Org { code: ID! @shareable  name: String  motto(in: String): String }
    type Size { w: Int @shareable  h: Int  depth(of: Int): Int }
    type Box implements Thing @key(fields: "id") { id: ID!  title: String }
  `,
  stock: `${LINK}${UNIT}
    type Item @key(fields: "id") {
      id: ID!  left(of: Int): Int  weight(unit: Unit = KG): Int @external  size: Size @external
      shipping: String @requires(fields: "weight(unit: LB) size { w }")  crate: String @requires(fields: "weight")
    }
    type Size { w: Int @shareable }
  `,
  audit: `${LINK}
    type Item @key(fields: "org { code } no") { org: Org!  no: Int!  score(of: Int): Int }
    type Org { code: ID! @shareable }
  `,
};

/** What the client calls a field is the name of something that the gateway needs itself; the second with arguments. */
const NAMES: readonly (readonly [taken: string, plain: string, withArguments: string])[] = [
  ['a key', 'id: title left score', 'id: label(upper: true) left(of: 1) score(of: 2)'],
  [
    'a field inside a composite key',
    'org { code: name } score',
    'org { code: motto(in: "x") name: code } score(of: 1)',
  ],
  [
    'the fields of a composite key',
    'org: twin { code: name } no: title score',
    'org: twin { code: motto(in: "y") } no: label score(of: 2)',
  ],
  [
    'a required field',
    'weight: title shipping crate',
    'weight: weight(unit: LB) title: weight shipping crate',
  ],
  [
    'a field inside a required one',
    'size { w: h h: w } shipping',
    'size { w: depth(of: 3) depth: w } shipping left(of: 3)',
  ],
  [
    'the type name',
    'title: __typename __typename: title left shipping score',
    '__typename: label(upper: false) label: __typename left(of: 0) score(of: 0) crate',
  ],
  [
    'something of the gateway’s own',
    '_entities: title id_0: left id_1: score title_0: no representations: shipping context0: crate _e0: id _e1: title',
    '_entities: left(of: 1) left_0: left(of: 2) left_1: left(of: 3) score_0: score(of: 1) weight_0: shipping org_0: org { code_0: motto code_1: code }',
  ],
];

const PLACES: readonly (readonly [place: string, write: (fields: string) => string, inParts?: true])[] = [
  ['on an object', (fields) => `{ item { ${fields} } }`],
  [
    'in a fragment',
    (fields) => `{ item { ...F } } fragment F on Item { ... on Thing { ... on Item { ${fields} } } }`,
  ],
  ['in a list', (fields) => `{ a: items(n: 1) { ${fields} } b: items(n: 2) { ${fields} } }`],
  ['under an interface', (fields) => `{ ${many('things', `... on Item { ${fields} }`)} }`],
  ['under a union', (fields) => `{ ${many('found', `... on Box { id: title } ... on Item { ${fields} }`)} }`],
  [
    'beside the field under its own name',
    (fields) => `{ item { ${fields} } b: item { id no title weight org { code } } }`,
  ],
  ['in an event', (fields) => `subscription { added(n: 2) { ${fields} } }`],
  ['in a later part', (fields) => `{ item { kept: id ... @defer { ${fields} } } }`, true],
  [
    'in a later part of a list’s items',
    (fields) => `{ ${many('items', `kept: label ...F @defer`)} } fragment F on Item { ${fields} }`,
    true,
  ],
];

function many(field: string, selections: string): string {
  return [1, 2, 3, 4].map((n) => `a${n}: ${field}(n: ${n}) { ${selections} }`).join(' ');
}

const CELLS = NAMES.flatMap(([taken, plain, withArguments]) =>
  PLACES.flatMap(([place, write, inParts]) => [
    { taken, place, how: 'plain', query: write(plain), fields: plain, inParts },
    { taken, place, how: 'with arguments', query: write(withArguments), fields: withArguments, inParts },
  ]),
);

describe('a response name that is taken already', () => {
  const ways = buildTwoWays(deriveWorld(SDL, { nulls: 0, errors: 0, nullsWhereNoneMayBe: 0, lost: 0 }));
  const schema = withDefer(ways.schema);

  it.each(CELLS)('is the client’s all the same: $taken, $place, $how', async ({ query, fields, inParts }) => {
    expect(validate(schema, parse(query), [...specifiedRules, ...deferRules])).toEqual([]);
    const asked = { query, variables: {} };
    if (inParts) {
      const { what, inParts: came } = await compareInParts(ways, asked);
      expect(what).toBeUndefined();
      expect(came).toBe(true);
      return;
    }
    const { what, got, expected } = await askBothWays(ways, asked);
    expect(got).toEqual(what ? expected : got);
    expect(what).toBeUndefined();
    // An empty list would prove nothing.
    const names = fields.replace(/\([^)]*\)/g, '').matchAll(/(\w+):/g);
    for (const [, name] of names) expect(JSON.stringify(expected.data)).toContain(`"${name}":`);
  });
});
