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

  it('gives a whole exchange its turns back when only its end says who speaks', () => {
    const text = `Clara walked to the mill. Clara smiled at Tom. Tom bowed to Clara.

“Is it far?”

“Not very.”

“Shall we walk?”

“We shall,” said Tom.`;
    expect(speakers('en', text)).toEqual(['Clara', 'Tom', 'Clara', 'Tom']);
  });

  it('knows who “his wife” is by her title and surname', () => {
    const text = `Mr. Dale sat by the fire. Mrs. Dale sewed. Mr. Dale laughed.

“It is late,” said Mr. Dale.

“It is early,” replied his wife.`;
    expect(speakers('en', text)).toEqual(['Mr. Dale', 'Mrs. Dale']);
  });

  it('finds who speaks in the paragraph before, when it does not end', () => {
    const text = `Clara sat by the mill. Tom sat by Clara.

Clara nodded. Then Tom, who was tired, said to Clara:

“Let us rest.”`;
    expect(speakers('en', text)).toEqual(['Tom']);
  });

  it('lets any verb report behind the comma of a speech', () => {
    const text = `Clara sat by the mill. Tom sat by Clara.

“It is far,” grumbled Tom.

“It is near!” flashed Clara.`;
    expect(speakers('en', text)).toEqual(['Tom', 'Clara']);
  });

  it('gives no man what an old woman whom nobody knows says', () => {
    const text = `Tom walked to the mill with Clara. Clara smiled at Tom. Tom was cold.\n\n“Come in,” said an old woman at the door.`;
    expect(speakers('en', text)).not.toContain('Tom');
  });
});
