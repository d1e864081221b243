import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { CharacterDraft } from '../ports.ts';
import { quoteFinder } from '../speech/quote-finder.ts';
import type { LinkScorer } from './coreference/link-referents.ts';
import { entityFinder } from './entity-finder.ts';

function castOf(language: 'en' | 'fr', text: string, scorer: LinkScorer | null = null): CharacterDraft[] {
  const book = bookOf(language, text);
  return entityFinder(scorer).find(book, quoteFinder.find(book)).characters;
}

function namesOf(cast: readonly CharacterDraft[]): string[] {
  return cast.map(({ name }) => name).sort();
}

/** Takes every span for whom the text spoke of last, or for nobody. */
function takes(who: 'LAST' | 'NOBODY'): LinkScorer {
  return {
    width: 180,
    score: (_features, rows) =>
      Float32Array.from({ length: rows }, (_, row) => (row === (who === 'LAST' ? 0 : rows - 1) ? 5 : 0)),
  };
}

describe('descriptions', () => {
  it('are of whoever’s name stands beside them, and not of the next one of a list', () => {
    const told = `Le forgeron Cyprien Vasse entra. « Bonjour », dit le forgeron. Paul sourit. Paul, le forgeron et Lucie sortirent. « Oui », dit Paul. « Non », dit Lucie.\n\n`;
    const cast = castOf('fr', told.repeat(4));
    expect(namesOf(cast)).toEqual(['Cyprien Vasse', 'Lucie', 'Paul']);
    expect(cast.find(({ name }) => name === 'Cyprien Vasse')?.aliases).toContain('le forgeron');
  });

  it('are of nobody of the other gender', () => {
    const told = `La veuve Vasse entra. « Bonjour », dit la veuve. M. Vasse sourit. « Oui », dit M. Vasse. La veuve sortit.\n\n`;
    expect(namesOf(castOf('fr', told.repeat(4)))).toContain('La veuve');
  });

  it('are of somebody else long before the one who bears the title is named', () => {
    const early = 'The captain drank. “No!” cried the captain. Tom ran to the captain. “Yes,” said Tom.\n\n';
    const late = 'Captain Orme bowed. “Come,” said Captain Orme. The captain smiled at Tom.\n\n';
    const cast = castOf('en', early.repeat(150) + late.repeat(20));
    expect(namesOf(cast)).toEqual(['Captain Orme', 'The captain', 'Tom']);
    const captain = cast.find(({ name }) => name === 'The captain');
    expect(captain!.mentionCount).toBeGreaterThan(100);
    expect(namesOf(castOf('en', early.repeat(9) + late.repeat(20)))).toEqual(['Captain Orme', 'Tom']);
  });

  const LADY = `Clara laughed. “Never,” said the young lady. Clara sang. The young lady bowed. Clara slept.\n\n`;

  it('are of whom they mean by the scorer, where they are said of people whom one knows', () => {
    const cast = castOf('en', LADY.repeat(6), takes('LAST'));
    expect(namesOf(cast)).toEqual(['Clara']);
    expect(cast[0]!.aliases).toContain('the young lady');
    expect(namesOf(castOf('en', LADY.repeat(6), takes('NOBODY')))).toEqual(['Clara', 'The young lady']);
    expect(namesOf(castOf('en', LADY.repeat(6)))).toEqual(['Clara', 'The young lady']);
    const trade = LADY.replaceAll('young lady', 'innkeeper');
    expect(namesOf(castOf('en', trade.repeat(6), takes('LAST')))).toEqual(['Clara', 'The innkeeper']);
  });
});
