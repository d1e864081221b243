import { describe, expect, it } from 'vitest';
import { acceptedParts, acceptsWhole } from './accepted-parts.ts';

const formatOf = (accept?: string) =>
  acceptedParts({ headers: accept === undefined ? {} : { accept } })?.parameter;

describe('the format of an answer in parts', () => {
  it.each([
    ['multipart/mixed;deferSpec=20220824, application/json', 'deferSpec=20220824'],
    ['multipart/mixed; deferSpec="20220824", application/json;q=0.9', 'deferSpec=20220824'],
    ['application/json, Multipart/Mixed; boundary="-"; INCREMENTALSPEC=v0.2', 'incrementalSpec=v0.2'],
    ['multipart/mixed;incrementalSpec=v0.2, multipart/mixed;deferSpec=20220824', 'incrementalSpec=v0.2'],
    [
      'multipart/mixed;incrementalSpec=v0.2;q=0.1, multipart/mixed;deferSpec=20220824;q=0.2',
      'deferSpec=20220824',
    ],
  ])('is the one that is liked best, or named first: %s', (accept, parameter) => {
    expect(formatOf(accept)).toBe(parameter);
  });

  it.each([
    undefined,
    '*/*',
    'application/json',
    'multipart/mixed, application/json',
    'multipart/mixed;subscriptionSpec=1.0, application/json',
    'multipart/mixed;deferSpec=20990101, application/json',
    'multipart/mixed;deferSpec=20220824;q=0, application/json',
    'multipart/mixed;deferSpec=20220824;q=0.5, application/json;q=0.8',
    'application/json;deferSpec=20220824',
  ])('is none for a client that names none: %s', (accept) => {
    expect(formatOf(accept)).toBeUndefined();
  });

  it('is the only one for a client that takes nothing but multipart', () => {
    expect(acceptsWhole({ headers: { accept: 'multipart/mixed;deferSpec=20220824' } })).toBe(false);
    expect(
      acceptsWhole({ headers: { accept: 'multipart/mixed;deferSpec=20220824, application/json' } }),
    ).toBe(true);
    expect(acceptsWhole({ headers: {} })).toBe(true);
  });
});
