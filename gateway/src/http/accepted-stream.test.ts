import { describe, expect, it } from 'vitest';
import { acceptedStream, prefersEvents } from './accepted-stream.ts';
import { mediaRanges } from './media-ranges.ts';
import { EVENT_STREAM, MULTIPART } from './stream-format.ts';

const APOLLO = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0';

describe('the format of a stream', () => {
  it.each([
    ['text/event-stream', EVENT_STREAM],
    [`${APOLLO}, application/json`, MULTIPART],
    [`${APOLLO}, text/event-stream`, MULTIPART],
    [`text/event-stream, ${APOLLO}`, EVENT_STREAM],
    [`text/event-stream;q=0.5, ${APOLLO};q=0.9`, MULTIPART],
    [`${APOLLO};q=0, text/event-stream;q=0.1`, EVENT_STREAM],
    ['application/json, text/event-stream', EVENT_STREAM],
    ['multipart/mixed, application/json', undefined],
    ['text/event-stream;q=0', undefined],
    ['application/json', undefined],
    [undefined, undefined],
  ])('is the one that the client likes best: %s', (accept, format) => {
    expect(acceptedStream({ headers: accept === undefined ? {} : { accept } })).toBe(format);
  });

  it('is for any operation where the client likes nothing better', () => {
    const prefers = (accept: string) => prefersEvents({ headers: { accept } });
    expect(prefers('text/event-stream')).toBe(true);
    expect(prefers('text/event-stream, application/json')).toBe(true);
    expect(prefers('application/json, text/event-stream')).toBe(false);
    expect(prefers('text/event-stream;q=0.9, */*')).toBe(false);
    expect(prefers(`${APOLLO}, text/event-stream`)).toBe(false);
  });
});

it('takes a weight that is none for the usual one', () => {
  expect(mediaRanges('a/b;q=x, c/d;Q=0.2, e/f; q=0.5').map(({ type }) => type)).toEqual([
    'a/b',
    'e/f',
    'c/d',
  ]);
});
