import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import { lexiconEmotionScorer } from './emotion-scorer.ts';

function moods(language: 'en' | 'fr', ...paragraphs: string[]) {
  const book = bookOf(language, paragraphs.join('\n\n'));
  const scenes = paragraphs.map((_, i) => ({ firstParagraph: i, endParagraph: i + 1, confidence: 1 }));
  return lexiconEmotionScorer.score(book, scenes);
}

describe('lexiconEmotionScorer', () => {
  it('tells joy, sadness and fear apart in both languages', () => {
    const english = moods(
      'en',
      'They laughed with joy and delight.',
      'She wept with sorrow and grief.',
      'Terror and horror made them tremble, trembling.',
    );
    expect(english.map(({ label }) => label)).toEqual(['JOY', 'SADNESS', 'FEAR']);
    const french = moods(
      'fr',
      'Ils riaient, heureux et joyeux.',
      'Elle pleurait de chagrin et de tristesse.',
      'La terreur et l’épouvante les firent frissonner.',
    );
    expect(french.map(({ label }) => label)).toEqual(['JOY', 'SADNESS', 'FEAR']);
    for (const [joy, sadness] of [english, french]) expect(joy!.valence).toBeGreaterThan(sadness!.valence);
  });

  it('turns a negated feeling round, and calls plain words neutral', () => {
    const [negated, plain] = moods(
      'en',
      'She was not happy, not glad, never merry.',
      'The table stood beside the wall of the room.',
    );
    expect(negated!.label).not.toBe('JOY');
    expect(plain!.label).toBe('NEUTRAL');
  });
});
