import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withDefer } from './defer-directive.ts';
import { deferRules } from './defer-rules.ts';

const schema = withDefer(
  buildSchema(`
    type Query { a: String t: T }
    type Mutation { m: T }
    type Subscription { s: T }
    type T { a: String t: T }
  `),
);

function faultsOf(query: string): string[] {
  return validate(schema, parse(query), [...specifiedRules, ...deferRules]).map(({ message }) => message);
}

describe('@defer', () => {
  it('may stand at every fragment of a query, and below the root of a mutation', () => {
    expect(
      faultsOf('{ ... @defer { a } t { ...F @defer(if: true, label: "x") } } fragment F on T { a }'),
    ).toEqual([]);
    expect(faultsOf('mutation { m { ... @defer { a } } }')).toEqual([]);
  });

  it('may not stand at a field', () => {
    expect(faultsOf('{ a @defer }')).toEqual([expect.stringContaining('may not be used on FIELD')]);
  });

  it('may not have the label of another, nor one that a variable gives', () => {
    expect(faultsOf('{ ... @defer(label: "x") { a } t { ... @defer(label: "x") { a } } }')).toEqual([
      expect.stringContaining('"x" stands at two'),
    ]);
    expect(faultsOf('query ($l: String) { ... @defer(label: $l) { a } }')).toEqual([
      expect.stringContaining('must be a string'),
    ]);
  });

  it('may not stand on the root of a mutation, in a fragment of it either', () => {
    expect(faultsOf('mutation { ... @defer { m { a } } }')).toEqual([expect.stringContaining('mutation')]);
    expect(faultsOf('mutation { ...F } fragment F on Mutation { ... @defer { m { a } } }')).toHaveLength(1);
  });

  it('may not stand in a subscription unless it is switched off', () => {
    expect(faultsOf('subscription { s { t { ... @defer { a } } } }')).toEqual([
      expect.stringContaining('subscription'),
    ]);
    expect(faultsOf('subscription { s { ... @defer(if: false) { a } } }')).toEqual([]);
    expect(faultsOf('subscription ($v: Boolean!) { s { ... @defer(if: $v) { a } } }')).toEqual([]);
  });

  it('is added to a schema once', () => {
    expect(withDefer(schema)).toBe(schema);
    const plain = buildSchema('type Query { a: String }');
    expect(withDefer(plain)).toBe(withDefer(plain));
    expect(plain.getDirective('defer')).toBeUndefined();
  });
});
