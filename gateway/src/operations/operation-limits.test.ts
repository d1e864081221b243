import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { operationLimits } from './operation-limits.ts';

const schema = buildSchema('type Query { a: Query b: Int }');
const rule = operationLimits({ depth: 3, aliases: 2, rootFields: 4, fields: 20, directives: 2, deferred: 2 });

/** What is refused, as the words of the messages. */
function refused(source: string): string[] {
  return validate(schema, parse(source), [rule]).map(({ message }) => message);
}

describe('operationLimits', () => {
  it('lets through what is at the limits', () => {
    expect(refused('{ a { a { b } } x: b y: b b }')).toEqual([]);
  });

  it.each([
    ['{ a { a { a { b } } } }', 'The operation has a depth of 4; the most is 3.'],
    [
      '{ ...F } fragment F on Query { a { ... { a { a { b } } } } }',
      'The operation has a depth of 4; the most is 3.',
    ],
    ['{ x: b a { y: b z: b } }', 'The operation has a number of aliases of 3; the most is 2.'],
    [
      '{ b @skip(if: false) ... @skip(if: false) { b @skip(if: false) } }',
      'The operation has a number of directives of 3; the most is 2.',
    ],
    [
      '{ ...F ...F ... @defer { b } } fragment F on Query { ... @defer { b } }',
      'The operation has a number of directives of 3; the most is 2. The operation has a number of deferred fragments of 3; the most is 2.',
    ],
    ['{ b b b ... { b b } }', 'The operation has a number of root fields of 5; the most is 4.'],
  ])('measures %s', (source, message) => {
    expect(refused(source).join(' ')).toBe(message);
  });

  it('counts a doubling chain of fragments whole without walking it', () => {
    const chain = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
    );
    // 2⁶⁰ fields: whoever walks them does not come back.
    const source = `{ a { ...F0 } } ${chain.join('\n')} fragment F60 on Query { b }`;
    expect(refused(source).join()).toContain('a number of fields of');
  });

  it('spares the other rules what is too much', () => {
    const all = [...specifiedRules, rule];
    const messages = (source: string) => validate(schema, parse(source), all).map(({ message }) => message);
    const unknown = 'Cannot query field "nothing" on type "Query".';
    expect(messages('{ nothing }')).toEqual([unknown]);
    expect(messages('{ nothing b b b b }')).toEqual([
      'The operation has a number of root fields of 5; the most is 4.',
    ]);
  });

  it('ends on fragments that go in circles', () => {
    expect(refused('{ ...A } fragment A on Query { a { ...B } } fragment B on Query { ...A }')).toEqual([]);
  });

  it('leaves introspection to the rule that is made for it', () => {
    expect(refused('{ __schema { types { fields { type { ofType { ofType { name } } } } } } }')).toEqual([]);
  });
});
