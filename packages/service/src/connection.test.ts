import { describe, expect, it } from 'vitest';
import { readPage, toConnection } from './connection.ts';

const page = (rows: string[], args: Parameters<typeof readPage>[0]) =>
  toConnection(rows, readPage(args), 9, (row) => row);

describe('a connection', () => {
  it('says from the one row too many that there is more', () => {
    const first = page(['a', 'b', 'c'], { first: 2 });
    expect(first.nodes).toEqual(['a', 'b']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const next = readPage({ first: 2, after: first.pageInfo.endCursor });
    expect(next).toEqual({ limit: 2, direction: 'forward', cursor: 'b' });
  });

  it('gives a backward page in reading order', () => {
    const last = page(['d', 'c', 'b'], { last: 2, before: page(['e'], { first: 1 }).pageInfo.endCursor });
    expect(last.nodes).toEqual(['c', 'd']);
    expect(last.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it.each([
    [{ first: 0 }],
    [{ first: 101 }],
    [{ last: -1 }],
    [{ first: 1, last: 1 }],
    [{ first: 1, after: 'forged' }],
  ])('refuses %j', (args) => {
    expect(() => readPage(args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});
