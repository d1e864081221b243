import { anonymous } from '@visiobook/service';
import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { acceptSecurityFeatures, readAccessRules } from './access-rules.ts';
import { authorize } from './authorize.ts';

const SDL = `
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT
  type Query { open: Int closed: Int @authenticated vault: Vault node: Node
    scoped: Int @requiresScopes(scopes: [["a", "b"], ["c"]])  judged: Int @policy(policies: [["p"]]) }
  interface Node { id: ID }
  type Vault implements Node @authenticated { id: ID }
`;
const graph = { schema: buildSchema(SDL), rules: readAccessRules(SDL) };

/** The code of the refusal, or undefined. */
function asked(source: string, scopes?: string[]): string | undefined {
  const document = parse(source);
  const nobody = anonymous('request-1');
  const viewer = scopes ? { ...nobody, kind: 'USER' as const, id: '1', scopes } : nobody;
  try {
    authorize(graph, document, document.definitions[0] as OperationDefinitionNode, viewer);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('authorize', () => {
  it.each([
    ['{ open }', undefined],
    ['{ x: closed }', 'UNAUTHENTICATED'],
    ['{ ... { ...F } } fragment F on Query { ...G } fragment G on Query { closed }', 'UNAUTHENTICATED'],
    ['{ vault { id } }', 'UNAUTHENTICATED'],
    ['{ node { ... on Vault { id } } }', 'UNAUTHENTICATED'],
    ['query A { open } query B { ...F } fragment F on Query { closed }', undefined],
  ])('decides %s for nobody: %s', (source, code) => {
    expect(asked(source)).toBe(code);
  });

  it('wants all scopes of one of the groups', () => {
    expect(asked('{ scoped closed }', ['a', 'b'])).toBeUndefined();
    expect(asked('{ scoped }', ['c'])).toBeUndefined();
    expect(asked('{ scoped }', ['a'])).toBe('FORBIDDEN');
    expect(asked('{ scoped }')).toBe('UNAUTHENTICATED');
  });

  it('lets nobody have what only a policy could open', () => {
    expect(asked('{ judged }', ['a', 'b', 'c'])).toBe('FORBIDDEN');
  });
});

describe('acceptSecurityFeatures', () => {
  it('takes the mark off the three features that are enforced, and off no other', () => {
    const sdl = `schema
      @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
      @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
      @link(url: "https://specs.apollo.dev/policy/v0.1", import: ["@policy"], for: SECURITY)
      @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
      @link(url: "https://specs.example/other/v1.0", for: SECURITY) { query: Query }`;
    const accepted = acceptSecurityFeatures(sdl);
    expect(accepted).toContain('authenticated/v0.1")');
    expect(accepted).toContain('policy/v0.1", import: ["@policy"])');
    expect(accepted.match(/for: SECURITY/g)).toHaveLength(2);
    expect(accepted).toContain('for: EXECUTION');
  });
});
