import { describe, expect, it } from 'vitest';
import { limitValues } from './limit-values.ts';

const nested = (depth: number) => JSON.parse(`${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`);

describe('the variables of an operation', () => {
  it('may hold so many values, lists and objects counted', () => {
    const variables = { a: [1, 2, null], b: { c: { d: 'e' } } };
    expect(() => limitValues(variables, 7)).not.toThrow();
    expect(() => limitValues(variables, 6)).toThrow('hold more than 6 values');
    expect(() => limitValues(undefined, 0)).not.toThrow();
    expect(() => limitValues(null, 0)).not.toThrow();
  });

  it('may be nested as deep as anybody means it, and no deeper', () => {
    expect(() => limitValues({ v: nested(98) }, 1_000)).not.toThrow();
    expect(() => limitValues({ v: nested(200_000) }, Number.POSITIVE_INFINITY)).toThrow('nested deeper');
  });
});
