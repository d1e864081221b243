import { expect, it } from 'vitest';
import { acceptedMediaType, isPlainFileName } from './accepted-media.ts';

it.each([
  ['text/plain', 'a.dat', 'text/plain'],
  ['Text/Plain; charset=latin1', 'a.txt', 'text/plain'],
  ['application/epub+zip', 'a', 'application/epub+zip'],
  ['application/octet-stream', 'Le Horla.PDF', 'application/pdf'],
  ['', 'a.b.epub', 'application/epub+zip'],
  ['application/octet-stream', 'epub', null],
  ['application/zip', 'a.epub', null],
  ['image/png', 'a.txt', null],
])('takes %s of %s as %s', (mediaType, name, expected) => {
  expect(acceptedMediaType(mediaType, name)).toBe(expected);
});

it.each(['a.txt', 'À la recherche…txt', '.hidden', 'a'.repeat(255)])('takes the name %s', (name) => {
  expect(isPlainFileName(name)).toBe(true);
});

it.each(['', '.', '..', 'a/b', '..\\b', 'a\u0000b', 'a\nb', 'a'.repeat(256)])(
  'refuses the name %j',
  (name) => {
    expect(isPlainFileName(name)).toBe(false);
  },
);
