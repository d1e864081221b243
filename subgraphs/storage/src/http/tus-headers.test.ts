import { expect, it } from 'vitest';
import { readChecksum, readOffset, TusRefusal } from './tus-headers.ts';

it('reads whole numbers as offsets and nothing else', () => {
  expect(readOffset('0')).toBe(0);
  expect(readOffset('1234567890')).toBe(1_234_567_890);
  for (const wrong of [undefined, '', '-1', '1.5', '0x10', '1e3', ' 1', '9'.repeat(16), ['1', '2']])
    expect(() => readOffset(wrong)).toThrow(TusRefusal);
});

it('reads the checksums that it offers', () => {
  expect(readChecksum(undefined)).toBeUndefined();
  expect(readChecksum('sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=')).toEqual({
    algorithm: 'sha1',
    digest: 'Kq5sNclPz7QV2+lfQIuc6R7oRu0=',
  });
  for (const wrong of ['sha1', 'crc32 AAAA', 'sha1 !!', ''])
    expect(() => readChecksum(wrong)).toThrow(TusRefusal);
});
