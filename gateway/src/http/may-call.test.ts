import { describe, expect, it } from 'vitest';
import { mayCall } from './may-call.ts';

describe('mayCall', () => {
  const origins = ['https://portal.example'];
  it.each([
    ['a program', {}, origins, true],
    ['a page that is listed', { origin: 'https://portal.example' }, origins, true],
    [
      'a page of the gateway',
      { origin: 'https://api.example:8080', host: 'api.example:8080' },
      origins,
      true,
    ],
    ['any page, where all may', { origin: 'https://else.example' }, ['*'], true],
    ['another page', { origin: 'https://else.example', host: 'api.example' }, origins, false],
    ['a page whose name begins alike', { origin: 'https://portal.example.evil' }, origins, false],
    ['a page without an origin of its own', { origin: 'null', host: 'api.example' }, origins, false],
  ])('lets %s or not', (_who, headers, listed, may) => {
    expect(mayCall({ headers }, listed)).toBe(may);
  });
});
