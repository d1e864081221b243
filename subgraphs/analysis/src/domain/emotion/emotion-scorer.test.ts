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

describe('lexiconEmotionScorer on thin evidence', () => {
  it('needs more than one word of feeling in a page to name a mood', () => {
    const [page] = moods(
      'en',
      `She was glad. ${'The cart stood beside the wall of the old house. '.repeat(30)}`,
    );
    expect(page!.label).toBe('NEUTRAL');
    expect(Math.abs(page!.valence - 0.5)).toBeLessThan(0.1);
  });

  it('does not take everyday words for feelings', () => {
    const plain = moods(
      'en',
      'It happened long ago, and soon the gentleman set out; the question followed. It happened. Soon. Long.',
    );
    expect(plain[0]!.label).toBe('NEUTRAL');
    const french = moods(
      'fr',
      'Seulement la route était longue ; bientôt, une partie suivit. Seulement. Bientôt.',
    );
    expect(french[0]!.label).toBe('NEUTRAL');
  });

  it('measures a scene against its book: fear stands out less where all is fear', () => {
    const fear = 'Terror made them tremble, and a dreadful horror was in the house. ';
    const calm = 'The cart stood beside the wall of the house, and the road went on. ';
    const scenes = (n: number, text: string) => Array.from({ length: n }, () => text.repeat(3));
    const rare = moods('en', ...scenes(1, fear), ...scenes(24, calm));
    expect(rare[0]!.label).toBe('FEAR');
    expect(rare.slice(1).every(({ label }) => label === 'NEUTRAL')).toBe(true);
  });
});
