import { expect, test } from 'vitest';
import { parseNumeral } from './numeral.ts';

test.each([
  ['XIV', 14],
  ['xlvii', 47],
  ['12', 12],
  ['twenty-one', 21],
  ['TWELFTH', 12],
  ['premier', 1],
  ['DEUXIEME', 2],
  ['vingt et unième', 21],
  ['soixante-douze', 72],
  ['quarante-huit', 48],
])('reads %s as %i', (text, value) => {
  expect(parseNumeral(text)?.value).toBe(value);
});

test.each(['IIX', 'Iv', 'chapter', '', '2024'])('does not read %j as a number of a chapter', (text) => {
  expect(parseNumeral(text)).toBeNull();
});
