import { anonymous } from '@visiobook/service';
import { buildSchema, type ExecutionResult, getOperationAST, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../context.ts';
import { acceptSecurityFeatures, readAccessRules } from './access-rules.ts';
import { type AccessMode, createGuardAccess } from './guard-access.ts';
import { createRuleJudge } from './policy-judge.ts';

const SDL = `
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT
  type Query { open: Int closed: Int @authenticated must: Int! @authenticated vault: Vault node: Node nodes: [Node!]
    found: [Found] level: Level page: Page desks: [Desk] legacy: Legacy
    scoped: Int @requiresScopes(scopes: [["a", "b"], ["c"]])  judged: Int @policy(policies: [["p", "q"], ["r"]]) }
  type Mutation { wipe: Int @requiresScopes(scopes: [["admin"]]) touch: Int }
  type Subscription { ticks: Int @authenticated page: Page }
  interface Node { id: ID }
  type Vault implements Node @authenticated { id: ID gold: Int }
  type Page implements Node { id: ID text: String secret: String @authenticated next: Page! must: Int! @authenticated }
  union Found = Vault | Page
  enum Level @authenticated { HIGH }
  interface Legacy @authenticated { id: ID }
  type Old implements Legacy { id: ID }
  interface Desk { id: ID lamp: Int @authenticated }
  type Wide implements Desk { id: ID lamp: Int @authenticated }
  type Small implements Desk { id: ID lamp: Int }
`;
const graph = { schema: buildSchema(SDL), rules: readAccessRules(SDL) };
const judge = createRuleJudge({
  p: { scopes: ['reader'] },
  q: { claims: { 'org.plan': ['gold', 'silver'] } },
  r: { roles: ['ADMIN'] },
});

interface Who {
  scopes?: string[];
  role?: 'USER' | 'ADMIN';
  claims?: Record<string, unknown>;
}

function caller(who: Who | undefined): Caller {
  const nobody = anonymous('request-1');
  const { scopes = [], role = 'USER', claims } = who ?? {};
  const viewer = who ? { ...nobody, kind: 'USER' as const, id: '1', role, scopes } : nobody;
  return { viewer, until: undefined, address: '', client: 'test', claims };
}

function guard(mode: AccessMode, source: string, who?: Who) {
  const document = parse(source);
  const operation = getOperationAST(document, document.definitions.length > 1 ? 'A' : undefined);
  if (!operation) throw new Error('no operation');
  return createGuardAccess(mode, judge)(graph, { document, operation }, caller(who));
}

/** The code of the refusal, or undefined. */
const refused = (source: string, who?: Who) =>
  guard('refuse', source, who).then(
    () => undefined,
    (error: { code: string }) => error.code,
  );

describe('an operation that asks for more than its caller may have', () => {
  it.each([
    ['{ open }', undefined],
    ['{ x: closed }', 'UNAUTHENTICATED'],
    [
      'query A { ... { ...F } } fragment F on Query { ...G } fragment G on Query { closed }',
      'UNAUTHENTICATED',
    ],
    ['{ vault { id } }', 'UNAUTHENTICATED'],
    ['{ node { ... on Vault { id } } }', 'UNAUTHENTICATED'],
    // Behind an interface may stand what nobody may have.
    ['{ node { id } }', 'UNAUTHENTICATED'],
    ['{ node { ... on Page { id } } }', undefined],
    ['{ found { ... on Page { text } } }', undefined],
    ['{ desks { lamp } }', 'UNAUTHENTICATED'],
    ['{ desks { id ... on Small { lamp } } }', undefined],
    ['{ legacy { id } }', 'UNAUTHENTICATED'],
    ['{ level }', 'UNAUTHENTICATED'],
    ['query A { open } query B { ...F } fragment F on Query { closed }', undefined],
  ])('is refused whole, or not: %s for nobody: %s', async (source, code) => {
    expect(await refused(source)).toBe(code);
  });

  it('needs all scopes of one of the groups', async () => {
    expect(await refused('{ scoped closed }', { scopes: ['a', 'b'] })).toBeUndefined();
    expect(await refused('{ scoped }', { scopes: ['c'] })).toBeUndefined();
    expect(await refused('{ scoped }', { scopes: ['a'] })).toBe('FORBIDDEN');
    expect(await refused('{ scoped }')).toBe('UNAUTHENTICATED');
  });

  it('needs all policies of one of the groups, as the judge decides them', async () => {
    const gold = { org: { plan: 'gold' } };
    expect(await refused('{ judged }', { scopes: ['reader'], claims: gold })).toBeUndefined();
    expect(await refused('{ judged }', { scopes: ['reader'], claims: { org: { plan: 'tin' } } })).toBe(
      'FORBIDDEN',
    );
    expect(await refused('{ judged }', { claims: gold })).toBe('FORBIDDEN');
    expect(await refused('{ judged }', { role: 'ADMIN' })).toBeUndefined();
    expect(await refused('{ judged }')).toBe('UNAUTHENTICATED');
  });
});

describe('the part of an operation that its caller may have', () => {
  const part = async (source: string, who?: Who) => {
    const allowed = await guard('null', source, who);
    return allowed && print(allowed.document).replace(/\s+/g, ' ');
  };

  it.each([
    ['{ open }', undefined],
    ['{ open closed }', '{ open }'],
    ['{ a: closed }', '{ visiobookGateway_type: __typename }'],
    ['{ vault { gold } }', '{ visiobookGateway_type: __typename }'],
    ['{ page { secret } }', '{ page { visiobookGateway_type: __typename } }'],
    ['{ node { id } }', '{ node { ... on Page { id } visiobookGateway_type: __typename } }'],
    [
      'query A { page { ...F } } fragment F on Page { text ... on Page { secret } }',
      'query A { page { ... on Page { text } } }',
    ],
    ['mutation { wipe touch }', 'mutation { touch }'],
  ])('is without what is refused: %s', async (source, expected) => {
    expect(await part(source)).toBe(expected);
  });

  it('differs by caller', async () => {
    expect(await part('{ open scoped closed }', { scopes: ['a'] })).toBe('{ open closed }');
    expect(await part('{ open scoped closed }', { scopes: ['c'] })).toBeUndefined();
  });

  it('is refused where it would be a stream of nothing', async () => {
    await expect(guard('null', 'subscription { ticks }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('the answer to a part of an operation', () => {
  const complete = async (source: string, data: Record<string, unknown>, variables = {}) => {
    const allowed = await guard('null', source);
    if (!allowed) throw new Error('nothing was refused');
    const result: ExecutionResult = { data };
    const { data: completed, errors } = allowed.complete(result, variables);
    return [completed, errors?.map((error) => error.path?.join('.'))];
  };
  const T = 'visiobookGateway_type';

  it('has null and an error where a part is missing, in the order and by the names of the client', async () => {
    expect(
      await complete('{ a: closed open b: page { secret text } }', { open: 1, b: { text: 't' } }),
    ).toEqual([{ a: null, open: 1, b: { secret: null, text: 't' } }, ['a', 'b.secret']]);
    const [data] = await complete('{ a: closed open }', { open: 1 });
    expect(Object.keys(data as object)).toEqual(['a', 'open']);
  });

  it('has null above what may not be null', async () => {
    expect(await complete('{ open must }', { open: 1 })).toEqual([null, ['must']]);
    expect(
      await complete('{ open page { next { must text } } }', { open: 1, page: { next: { text: 't' } } }),
    ).toEqual([{ open: 1, page: null }, ['page.next.must']]);
  });

  it('has null for the objects that are refused, each by its own type', async () => {
    const found = [{ [T]: 'Vault' }, { [T]: 'Page', text: 't' }, null];
    expect(await complete('{ found { ... on Page { text } ... on Vault { gold } } }', { found })).toEqual([
      { found: [null, { text: 't' }, null] },
      ['found.0'],
    ]);
    expect(await complete('{ nodes { id } }', { nodes: [{ [T]: 'Page', id: 1 }, { [T]: 'Vault' }] })).toEqual(
      [{ nodes: null }, ['nodes.1']],
    );
    const desks = [{ [T]: 'Wide' }, { [T]: 'Small', lamp: 2 }];
    expect(await complete('{ desks { lamp } }', { desks })).toEqual([
      { desks: [{ lamp: null }, { lamp: 2 }] },
      ['desks.0.lamp'],
    ]);
  });

  it('says nothing of what the client left out, and no type that it did not ask for', async () => {
    const source =
      'query ($no: Boolean!) { open closed @skip(if: $no) node { __typename id @include(if: $no) } }';
    const node = { [T]: 'Page', __typename: 'Page', id: 1 };
    expect(await complete(source, { open: 1, node }, { no: true })).toEqual([
      { open: 1, node: { __typename: 'Page', id: 1 } },
      [],
    ]);
  });

  it('has not an error for each of a thousand', async () => {
    const desks = Array.from({ length: 1_000 }, () => ({ [T]: 'Wide' }));
    const [data, errors] = await complete('{ desks { lamp } }', { desks });
    expect((data as { desks: unknown[] }).desks).toHaveLength(1_000);
    expect(errors).toHaveLength(50);
  });
});

describe('the rules of a supergraph', () => {
  it('are read by the names under which it imports them', () => {
    const rules = readAccessRules(`
      schema @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY, import: [{name: "@authenticated", as: "@login"}])
        @link(url: "https://specs.apollo.dev/policy/v0.1", as: "judge") { query: Query }
      type Query { a: Int @login b: Int @judge(policies: [["x"]]) c: Int }`);
    expect(rules.get('Query.a')?.authenticated).toBe(true);
    expect(rules.get('Query.b')?.policies).toEqual([[['x']]]);
    expect(rules.has('Query.c')).toBe(false);
  });

  it('take the mark off the features that are enforced or planned, and off no other', () => {
    const sdl = `schema
      @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
      @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
      @link(url: "https://specs.apollo.dev/policy/v0.1", import: ["@policy"], for: SECURITY)
      @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)
      @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
      @link(url: "https://specs.example/other/v1.0", for: SECURITY) { query: Query }`;
    const accepted = acceptSecurityFeatures(sdl);
    expect(accepted).toContain('authenticated/v0.1")');
    expect(accepted).toContain('policy/v0.1", import: ["@policy"])');
    expect(accepted).toContain('context/v0.1")');
    expect(accepted.match(/for: SECURITY/g)).toHaveLength(2);
    expect(accepted).toContain('for: EXECUTION');
  });
});
