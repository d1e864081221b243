import { describe, expect, it } from 'vitest';
import { quietTitle } from './quiet-title.ts';

describe('a title in capitals', () => {
  it('is written as English titles are', () => {
    expect(quietTitle("THE MILLER'S DAUGHTER", 'en', '')).toBe("The Miller's Daughter");
    expect(quietTitle('A TALE OF TWO CITIES', 'en', '')).toBe('A Tale of Two Cities');
  });

  it('keeps the capitals of what the French book itself writes with one', () => {
    const text = "Alors la comtesse de Valmont vit le moulin. Elle aima Valmont, et le moulin de l'Oise.";
    expect(quietTitle("LE MOULIN DE VALMONT, SUR L'OISE", 'fr', text)).toBe(
      "Le moulin de Valmont, sur l'Oise",
    );
  });

  it('keeps its numerals, and any title in mixed case', () => {
    expect(quietTitle('HENRI III', 'fr', '')).toBe('Henri III');
    expect(quietTitle('The iPod Book', 'en', '')).toBe('The iPod Book');
  });
});
