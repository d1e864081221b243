import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { heightLimit } from './height-limit.ts';

const schema = buildSchema('type Query { a: Query b: Query c: Int }');

const faults = (source: string, max: number) => validate(schema, parse(source), [heightLimit(max)]);

describe('the height of an operation', () => {
  it('counts each field of the answer once', () => {
    const source = '{ a { c } a { c b { c } } ...F ...F } fragment F on Query { a { c } c }';
    expect(faults(source, 5)).toHaveLength(0);
    expect(faults(source, 4)).toMatchObject([{ extensions: { code: 'TOO_EXPENSIVE' } }]);
  });

  it('lets nobody ask for the same over and over, though it comes once', () => {
    expect(faults(`{ a { ${'c '.repeat(200)} } }`, 1_000)).toEqual([]);
    expect(faults(`{ a { ${'c '.repeat(202)} } }`, 1_000)).toMatchObject([
      { message: expect.stringContaining('over and over'), extensions: { code: 'TOO_EXPENSIVE' } },
    ]);
    const below = '{ a { a { c b { c } } } }';
    expect(faults(`{ ${`... ${below} `.repeat(110)} }`, 1_000)).toHaveLength(1);
  });

  it('is measured quickly for fragments that double, and for one that reaches itself', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, n) => `fragment F${n} on Query { a { ...F${n + 1} } b { ...F${n + 1} } }`,
    );
    const before = performance.now();
    const source = `{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { c }`;
    expect(faults(source, 1_000)).toHaveLength(1);
    expect(faults('{ ...F } fragment F on Query { a { ...F } }', 1_000)).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
