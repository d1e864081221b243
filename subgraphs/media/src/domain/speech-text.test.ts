import { describe, expect, it } from 'vitest';
import { cardinal, ordinal, romanValue, yearWords } from './number-words.ts';
import { speechParts } from './speech-parts.ts';
import { speechText } from './speech-text.ts';

describe('speechText in French', () => {
  it.each([
    ['Le XIXe siècle', 'Le dix-neuvième siècle'],
    ['Louis XIV et François Ier', 'Louis quatorze et François premier'],
    ['le 75e régiment', 'le soixante-quinzième régiment'],
    ['M. Homais et Mme Bovary', 'Monsieur Homais et Madame Bovary'],
    ['Chapitre XII', 'Chapitre douze'],
    ['« Ah ! » dit-il — enfin.', 'Ah! dit-il, enfin.'],
    ['Ce livre1 est à lui.¹', 'Ce livre1 est à lui.'],
    ['à 10 h 30', 'à dix heures trente'],
    ['La vie, le 1er mai', 'La vie, le premier mai'],
  ])('reads %j as %j', (text, said) => {
    expect(speechText(text, 'fr')).toBe(said);
  });
});

describe('speechText in English', () => {
  it.each([
    ['“Oh dear!” cried Mr. Jones.', 'Oh dear! cried Mister Jones.'],
    ['It said DRINK ME.', 'It said Drink Me.'],
    ['in 1872, on the 22nd', 'in eighteen seventy-two, on the twenty-second'],
    ['Henry VIII', 'Henry the eighth'],
    ['Chapter IV', 'Chapter four'],
    ['But I saw[12] nothing', 'But I saw nothing'],
    ['a pause--and then--silence', 'a pause, and then, silence'],
    ['1,250 men', 'one thousand two hundred and fifty men'],
  ])('reads %j as %j', (text, said) => {
    expect(speechText(text, 'en')).toBe(said);
  });
});

describe('number words', () => {
  it.each([
    [71, 'soixante et onze'],
    [80, 'quatre-vingts'],
    [91, 'quatre-vingt-onze'],
    [200, 'deux cents'],
    [80_000, 'quatre-vingt mille'],
    [1789, 'mille sept cent quatre-vingt-neuf'],
  ])('counts %i in French', (value, words) => {
    expect(cardinal(value, 'fr')).toBe(words);
  });

  it('knows irregular ordinals', () => {
    expect([5, 9, 21].map((value) => ordinal(value, 'fr'))).toEqual([
      'cinquième',
      'neuvième',
      'vingt et unième',
    ]);
    expect([3, 12, 40].map((value) => ordinal(value, 'en'))).toEqual(['third', 'twelfth', 'fortieth']);
  });

  it('says years by centuries in English only', () => {
    expect(yearWords(1805, 'en')).toBe('eighteen oh five');
    expect(yearWords(1805, 'fr')).toBe('mille huit cent cinq');
  });

  it('refuses what only looks like a Roman numeral', () => {
    expect([romanValue('XIV'), romanValue('IIII'), romanValue('')]).toEqual([14, null, null]);
  });
});

describe('speechParts', () => {
  it('gives the quote to the character and the rest to the narrator', () => {
    expect(speechParts('“Oh dear!” said the Rabbit. “Late!”')).toEqual([
      { text: '“Oh dear!”', spoken: true },
      { text: 'said the Rabbit.', spoken: false },
      { text: '“Late!”', spoken: true },
    ]);
  });

  it('takes a sentence without quotes as all speech', () => {
    expect(speechParts('— Non, jamais.')).toEqual([{ text: '— Non, jamais.', spoken: true }]);
  });
});
