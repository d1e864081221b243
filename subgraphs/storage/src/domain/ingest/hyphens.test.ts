import { expect, test } from 'vitest';
import { Hyphens } from './hyphens.ts';

test('joins the halves of a word that the book knows whole', () => {
  const hyphens = new Hyphens(['the lantern burned', 'he lifted the lan-', 'tern again']);
  expect(hyphens.join(['he lifted the lan-', 'tern again'])).toBe('he lifted the lantern again');
});

test('keeps the hyphen of a compound', () => {
  const hyphens = new Hyphens(['ils étaient quarante-', 'huit']);
  expect(hyphens.join(['ils étaient quarante-', 'huit'])).toBe('ils étaient quarante-huit');
});

test('joins lines without a hyphen by a space', () => {
  expect(new Hyphens([]).join(['one line', 'and another'])).toBe('one line and another');
});
