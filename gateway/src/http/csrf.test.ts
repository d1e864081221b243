import { describe, expect, it } from 'vitest';
import { cannotBeABrowser } from './csrf.ts';

describe('cannotBeABrowser', () => {
  it.each([
    [{ 'user-agent': 'Mozilla/5.0 (X11; Linux)' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ referer: 'https://evil.example/' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ cookie: 'a=b' }, false],
    [{ 'user-agent': 'curl/8.5.0' }, true],
    [{}, true],
  ])('takes %o as a program: %s', (headers, expected) => {
    expect(cannotBeABrowser(headers)).toBe(expected);
  });
});
