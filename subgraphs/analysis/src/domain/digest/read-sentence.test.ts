import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { Cast, CharacterDraft, Mention } from '../ports.ts';
import { nameNarrator, quietOpening, standsAlone, withSpeaker } from './read-sentence.ts';

function people(...names: string[]): Cast {
  const characters = names.map(
    (name) => ({ name, spoken: name, aliases: [], isNarrator: false }) as unknown as CharacterDraft,
  );
  return { characters, mentions: [], places: [] };
}

describe('standsAlone', () => {
  it.each([
    ['en', 'Clara took the lantern, and she went out.'],
    ['en', 'The miller opened the door, for he was tired.'],
    ['en', 'It rained, and the wheel turned.'],
    ['fr', 'Lucie prit la lampe, et elle sortit.'],
    ['fr', 'Il pleuvait, et la roue tournait.'],
  ] as const)('is content in %s with: %s', (language, text) =>
    expect(standsAlone(text, language, people('Clara', 'Lucie'))).toBe(1),
  );

  it.each([
    ['en', 'At the door he stopped.'],
    ['en', 'When they came, Clara went out.'],
    ['en', 'Clara knew the reason of this change.'],
    ['fr', 'À la porte, il s’arrêta.'],
    ['fr', 'Lucie connaissait ce chemin.'],
  ] as const)('misses something in %s in: %s', (language, text) =>
    expect(standsAlone(text, language, people('Clara', 'Lucie'))).toBeLessThan(1),
  );
});

describe('nameNarrator', () => {
  const mentions = [{ kind: 'NARRATOR', character: 0 } as Mention];
  const named = (text: string, name = 'Jane', language: 'en' | 'fr' = 'en') =>
    nameNarrator(
      { book: bookOf(language, text), people: people(name), speech: [], attributions: [] },
      mentions,
      text,
    );

  it('gives the teller a name where no other word of the first person needs another form', () => {
    expect(named('I ran down to the mill.')).toBe('Jane ran down to the mill.');
    expect(named('At dusk I ran down to the mill.')).toBe('At dusk Jane ran down to the mill.');
  });

  it.each([
    'I ran down to my mill.',
    'My mill was shut, and I ran.',
    'I have run down to the mill.',
    'I’m at the mill.',
    'I ran, and Jane ran.',
    'We ran, and I fell.',
  ])('leaves alone: %s', (text) => expect(named(text)).toBe(text));

  it('leaves alone a teller without a name, and French verbs', () => {
    expect(named('I ran.', 'Narrator')).toBe('I ran.');
    expect(named('Je courus.', 'Jeanne', 'fr')).toBe('Je courus.');
  });
});

describe('withSpeaker', () => {
  it('says whose words they are, and nothing where that is not known', () => {
    const context = (language: 'en' | 'fr') => ({
      ...{ book: bookOf(language, 'A.'), people: people('Clara'), speech: [], attributions: [] },
    });
    expect(withSpeaker(context('en'), 'Come in.', 0)).toBe('Clara: “Come in.”');
    expect(withSpeaker(context('en'), 'Come,” said Clara, “come in.', 0)).toBe(null);
    expect(withSpeaker(context('fr'), 'Entrez.', 0)).toBe('Clara : « Entrez. »');
    expect(withSpeaker(context('en'), 'Come in.', null)).toBeNull();
  });
});

describe('quietOpening', () => {
  it.each([
    ['ABOUT noon Clara came.', 'About noon Clara came.'],
    ['MR. HALE came in.', 'Mr. Hale came in.'],
    ['CLARA HALE and the miller went out.', 'Clara Hale and the miller went out.'],
    ['HELP! HELP!', 'HELP! HELP!'],
    ['I came in.', 'I came in.'],
  ])('reads %j as %j', (text, quiet) => expect(quietOpening(text, people('Clara Hale'))).toBe(quiet));
});
