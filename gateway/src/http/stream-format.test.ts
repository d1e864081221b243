import { expect, it } from 'vitest';
import { MULTIPART } from './stream-format.ts';

it('ends each part of a multipart stream with the boundary, without which clients take it for unfinished', () => {
  const { start, heartbeat, next, refused, end } = MULTIPART;
  for (const part of [heartbeat, next({ data: {} }), refused([])]) {
    expect(part).toMatch(/^\r\ncontent-type: [^\r]+\r\n\r\n\{.*\}\r\n--graphql$/);
  }
  expect(start).toBe('\r\n--graphql');
  expect(end).toBe('--\r\n');
});
