import type { CastMember } from '@visiobook/schema';
import { describe, expect, it } from 'vitest';
import { propKind } from '../props/prop-words.ts';
import { animalKind } from './animal-kinds.ts';
import { looksOf } from './looks.ts';

function person(over: Partial<CastMember>): CastMember {
  return {
    characterId: '0198aaaa-0000-7000-8000-0000000000aa',
    name: 'Someone',
    kind: 'PERSON',
    gender: 'MALE',
    age: 'ADULT',
    looks: [],
    importance: 1,
    ...over,
  };
}

describe('looksOf', () => {
  it('keeps a character the same in every scene', () => {
    expect(looksOf(person({}))).toEqual(looksOf(person({ importance: 0.2 })));
  });

  it('takes the colours that the text gives to hair and to clothes', () => {
    const looks = looksOf(person({ gender: 'FEMALE', looks: ['robe bleue', 'cheveux noirs'] }));
    expect([looks.cloth, looks.hair]).toEqual(['#2f62a8', '#2a2830']);
  });

  it('gives a red beard to who has one', () => {
    expect(looksOf(person({ looks: ['red beard'] }))).toMatchObject({ beard: true, hair: '#b4532a' });
  });

  it('draws nobody as a man or a woman of whom the text says neither', () => {
    const everyone = Array.from({ length: 60 }, (_, i) =>
      looksOf(person({ characterId: `somebody-${i}`, gender: 'UNKNOWN', age: i % 2 ? 'ADULT' : 'OLD' })),
    );
    expect(everyone.filter((looks) => looks.female || looks.beard || looks.moustache)).toEqual([]);
    expect(everyone.map(({ garment }) => garment)).not.toContain('DRESS');
    expect(looksOf(person({ gender: 'UNKNOWN', looks: ['long beard'] })).beard).toBe(true);
  });

  it('crowns kings and queens', () => {
    expect([
      looksOf(person({ name: 'La Reine' })).hat,
      looksOf(person({ name: 'The King of Hearts' })).hat,
    ]).toEqual(['CROWN', 'CROWN']);
  });
});

describe('words for drawable things', () => {
  it.each([
    ['White Rabbit', 'RABBIT'],
    ['un cheval noir', 'HORSE'],
    ['Mock Turtle', 'TURTLE'],
    ['la souris', 'MOUSE'],
    ['Dormouse', 'MOUSE'],
    ['le loup', 'WOLF'],
  ])('sees the animal in %j', (words, kind) => {
    expect(animalKind(words, false)).toBe(kind);
  });

  it('draws an unheard-of creature as a shadow', () => {
    expect(animalKind('Martian', true)).toBe('SHADOW');
  });

  it.each([
    ['la clef d’or', 'KEY'],
    ['teapot', 'TEAPOT'],
    ['champignons', 'MUSHROOM'],
    ['une carte à jouer', 'CARDS'],
    ['lanterne', 'LANTERN'],
    ['épée', 'SWORD'],
    ['freedom', null],
  ])('knows %j', (noun, kind) => {
    expect(propKind(noun)).toBe(kind);
  });
});
