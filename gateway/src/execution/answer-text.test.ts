import { expect, it } from 'vitest';
import { AnswerText, stringifyResult } from './answer-text.ts';

it('is sent as it is written, and encoded once for all who have it', () => {
  const data = new AnswerText('{"title":"Größe 🎬"}');

  const written = stringifyResult({ data });
  expect(written).toBe('{"data":{"title":"Größe 🎬"}}');
  expect(data.bytes.toString('utf8')).toBe(written);
  expect(data.bytes).toBe(data.bytes);
});

it('is not the whole answer where there is more than data', () => {
  const data = new AnswerText('{"a":1}');

  const written = stringifyResult({ data, extensions: { cost: 2 } });
  expect(JSON.parse(written)).toEqual({ data: { a: 1 }, extensions: { cost: 2 } });
  expect(written).not.toBe(data.whole);
});
