import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import { ruleEntityFinder } from '../people/entity-finder.ts';
import { ruleQuoteAttributor } from './quote-attributor.ts';
import { quoteFinder } from './quote-finder.ts';

function speakers(language: 'en' | 'fr', text: string): (string | null)[] {
  const book = bookOf(language, text);
  const speech = quoteFinder.find(book);
  const cast = ruleEntityFinder.find(book, speech);
  return ruleQuoteAttributor
    .attribute(book, speech, cast)
    .map(({ speaker }) => (speaker === null ? null : cast.characters[speaker]!.name));
}

const EN = `Clara looked at the mill. Tom walked beside Clara and smiled.

“Is it far?” asked Clara.

“Not very, Clara,” Tom replied.

“I am tired.”

“So am I.”

Turning to the door, she said: “Let us rest.”`;

const FR = `Lucie regarda le moulin. Gaspard marchait près de Lucie et souriait.

— Est-ce loin ? demanda Lucie.

— Pas trop, répondit Gaspard.

— Je suis lasse.

— Moi aussi.`;

describe('ruleQuoteAttributor', () => {
  it('follows verbs of speech, then the turns, and never takes the person addressed for the speaker', () => {
    expect(speakers('en', EN).slice(0, 4)).toEqual(['Clara', 'Tom', 'Clara', 'Tom']);
  });

  it('follows French incises and turns', () => {
    expect(speakers('fr', FR)).toEqual(['Lucie', 'Gaspard', 'Lucie', 'Gaspard']);
  });
});
