import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { CharacterDraft } from '../ports.ts';
import { quoteFinder } from '../speech/quote-finder.ts';
import { ruleEntityFinder } from './entity-finder.ts';

function castOf(language: 'en' | 'fr', text: string): CharacterDraft[] {
  const book = bookOf(language, text);
  return ruleEntityFinder.find(book, quoteFinder.find(book)).characters;
}

const FAMILY = `Mr. Edmund Harlow walked to the gate. “Good evening,” said Mrs. Harlow. Mr. Harlow bowed to her.

“Where is Miss Harlow? Where is Margaret?” asked Mr. Harlow. Margaret Harlow laughed. “Here I am,” cried Maggie. Mrs. Harlow sighed, for she was tired.

In London it was Monday. Oh, how it rained in London! Margaret said that London was dull, and Edmund nodded. Maggie smiled at Mrs. Harlow.`;

const TALE = `The Grey Badger looked at the Fox with the red scarf. “Hush,” said the Badger. The Fox laughed. “I never hush,” replied the Fox.

Then the old woman came. The Grey Badger ran away, and the Fox ran after the Badger.`;

const FRENCH = `Le capitaine Morvan regarda la mer. « Partons », dit Morvan. Le capitaine souriait à mademoiselle Adèle Kersaint. Adèle pleurait ; elle était lasse.

— Restez, dit Adèle. Mademoiselle Kersaint prit sa main. M. Morvan partit pour Brest. À Brest, il dormit. À Brest encore, Morvan écrivit à Adèle.`;

describe('ruleEntityFinder', () => {
  it('keeps the members of a family apart and joins diminutives', () => {
    const cast = castOf('en', FAMILY);
    expect(cast.map(({ name }) => name).sort()).toEqual(['Edmund Harlow', 'Margaret Harlow', 'Mrs. Harlow']);
    expect(cast.find(({ name }) => name === 'Margaret Harlow')?.aliases).toContain('Maggie');
    expect(cast.find(({ name }) => name === 'Mrs. Harlow')?.gender).toBe('FEMALE');
  });

  it('finds animals that speak, under one name, and no cities, days or exclamations', () => {
    const cast = castOf('en', TALE);
    expect(
      cast
        .slice(0, 2)
        .map(({ name, kind }) => `${name} ${kind}`)
        .sort(),
    ).toEqual(['Fox ANIMAL', 'Grey Badger ANIMAL']);
    expect(castOf('en', FAMILY).some(({ name }) => /London|Monday|Oh/.test(name))).toBe(false);
  });

  it('joins a French title, a surname and “le capitaine”, and knows a place from a person', () => {
    const book = bookOf('fr', FRENCH);
    const { characters, places } = ruleEntityFinder.find(book, quoteFinder.find(book));
    expect(characters.map(({ name, gender }) => `${name} ${gender}`)).toEqual(
      expect.arrayContaining(['Capitaine Morvan MALE', 'Adèle Kersaint FEMALE']),
    );
    expect(characters).toHaveLength(2);
    expect(places.map(({ name }) => name)).toEqual(['Brest']);
  });

  it('gives a first-person story its narrator', () => {
    const [first] = castOf(
      'en',
      'I walked to the mill. I saw the river. I was cold, and I sat down. I slept.',
    );
    expect(first?.name).toBe('Narrator');
  });

  it('takes no ship, no saint’s town and no opening adverb for a person', () => {
    const text = `Le Goéland quitta le port. À bord du Goéland, Morvan dormait. Le Goéland avançait. Le Goéland tanguait.

« Partons », dit Morvan. Néanmoins, Morvan resta. Néanmoins il sourit. Néanmoins Morvan attendit. Néanmoins il dormit.`;
    expect(castOf('fr', text).map(({ name }) => name)).toEqual(['Morvan']);
    const english = 'They went to St. Mellon. At St. Mellon it rained. “No,” said Tom. Tom left St. Mellon.';
    expect(castOf('en', english).map(({ name }) => name)).toEqual(['Tom']);
  });

  it('knows a lord by his given name and calls him as all others do', () => {
    const text = `“Come in,” said Lord Hugh. Lord Hugh laughed. Lord Hugh Dale bowed. Hugh Barton frowned at Lord Hugh.

“No,” said Hugh Barton. “Yes,” replied Lord Hugh.`;
    const cast = castOf('en', text);
    expect(cast.map(({ name }) => name).sort()).toEqual(['Hugh Barton', 'Lord Hugh']);
    expect(cast.find(({ name }) => name === 'Lord Hugh')?.aliases).toContain('Lord Hugh Dale');
  });

  it('gives “le Breton” to the man beside whose name it stands', () => {
    const text = `Morvan entra. Le Breton Morvan salua. « Partons », dit Morvan. Lucie regarda Morvan.

« Jamais », répondit Lucie. Le Breton sourit. Lucie pleurait. « Bon », dit le Breton.`;
    const cast = castOf('fr', text);
    expect(cast.map(({ name }) => name).sort()).toEqual(['Lucie', 'Morvan']);
    expect(cast.find(({ name }) => name === 'Morvan')?.aliases).toContain('le Breton');
  });

  it('tells Mr. Dale from his son, whom the narrator calls by his given name', () => {
    const told =
      'Tom Dale laughed. Tom walked to the door. Mr. Dale frowned. Mr. Dale sat by the fire. “No,” said Mr. Dale. Tom nodded.\n\n';
    const names = castOf('en', told.repeat(30)).map(({ name }) => name);
    expect(names.sort()).toEqual(['Mr. Dale', 'Tom Dale']);
    expect(castOf('en', told).map(({ name }) => name)).toEqual(['Tom Dale']);
  });

  it('tells Mr. Dale from his brother, who is Mr. John Dale all through the book', () => {
    const told =
      'Mr. Dale bowed. Mr. Dale walked to the door. Mr. John Dale looked at Mr. Dale. “No,” said Mr. Dale.\n\n';
    const names = castOf('en', told.repeat(12)).map(({ name }) => name);
    expect(names.sort()).toEqual(['Mr. Dale', 'Mr. John Dale']);
  });

  it('reads from pronouns that Robin is no man before Mr. Dale is taken for her', () => {
    const text = `Robin Dale laughed, for she was glad. Robin sang while she walked. Robin Dale smiled at her hat. Robin Dale said that she was cold.

“Come,” said Mr. Dale. Mr. Dale walked on. Robin Dale shook her head.`;
    expect(
      castOf('en', text)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Mr. Dale', 'Robin Dale']);
  });

  it('keeps the noun that is a part of a name', () => {
    const text = `The Hollow Man walked in. “Hush,” said the Hollow Man. The Hollow Man laughed. “No,” cried Tom. Tom ran from the Hollow Man.`;
    expect(castOf('en', text).map(({ name }) => name)).toContain('Hollow Man');
  });

  it('gives a lady of the house no daughter’s name, and a knight no “Mr.”', () => {
    const text = `Lady Dale sat by the fire. Maria Dale laughed. Miss Dale sang. Sir Thomas Dale walked in. Tom Dale ran after Sir Thomas Dale.

“Hush,” said Lady Dale. “No,” cried Maria. “Why,” said Tom Dale. “Mr. Dale is rude,” said Sir Thomas Dale. Mr. Dale laughed.`;
    const names = castOf('en', text).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Lady Dale', 'Maria Dale', 'Sir Thomas Dale', 'Tom Dale']));
    expect(castOf('en', text).find(({ name }) => name === 'Sir Thomas Dale')?.aliases).not.toContain(
      'Mr. Dale',
    );
  });

  it('knows who “the Professor” is, at the end of a sentence too', () => {
    const told =
      'Professor Harlow bowed. “No,” said the Professor. “Come,” said Tom. Professor Harlow looked at Tom.\n\n';
    const cast = castOf('en', told.repeat(4));
    expect(cast.map(({ name }) => name).sort()).toEqual(['Professor Harlow', 'Tom']);
    expect(cast.find(({ name }) => name === 'Professor Harlow')?.aliases).toContain('Professor');
  });

  it('takes a day that speaks for somebody, and a noun that only its speech shows to be one', () => {
    const told = '“I know,” said Thursday. “And I,” said the croupier. Thursday bowed to the croupier.\n\n';
    expect(
      castOf('en', told.repeat(4))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['The croupier', 'Thursday']);
  });

  it('finds that a wife is meant by her given name and by her husband’s', () => {
    const told = `Lucie chantait dans le jardin. M. Aubain lisait. Mme Aubain souriait au ciel. Lucie pleurait. Lucie dormit. M. Aubain dormait.\n\n`;
    const cast = castOf('fr', told.repeat(10));
    expect(cast.map(({ name }) => name).sort()).toEqual(['Lucie', 'M. Aubain']);
    const beside = `Lucie chantait avec Mme Aubain. M. Aubain lisait. Mme Aubain souriait à Lucie.\n\n`;
    expect(castOf('fr', beside.repeat(10)).map(({ name }) => name)).toContain('Mme Aubain');
  });

  it('knows whom the one who tells the story calls his uncle', () => {
    const told = `Je marchais. Mon oncle Gaspard riait, et je dormais. « Viens », dit mon oncle. Je souris à mon oncle. L’oncle Gaspard sortit.\n\n`;
    const uncle = castOf('fr', told.repeat(4)).find(({ name }) => /Gaspard/.test(name));
    expect(uncle?.aliases).toContain('mon oncle');
  });

  it('keeps the particle of a name that is never without it, and the article of another', () => {
    const told = `D’Artois entra. La Morvande parla à d’Artois. « Non », dit d’Artois. « Si », répondit la Morvande. Chez d’Artois, la Morvande riait.\n\n`;
    expect(
      castOf('fr', told.repeat(4))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['La Morvande', 'd’Artois']);
  });

  it('finds no person in a ship of a French novel, but one in a woman who is called with an article', () => {
    const page = 'La mer montait sur la grève, et la pluie tombait sur les toits de la ville basse. ';
    const told = `Le Moravian entra. « Partons », dit Paul au Moravian. Le Moravian glissait. La Maheude sourit à Paul. La Maheude sortit.\n\n`;
    const names = (pages: number) =>
      castOf('fr', `${told.repeat(3)}« Adieu », dit le Moravian.\n\n${page.repeat(pages)}`).map(
        ({ name }) => name,
      );
    expect(names(1300).sort()).toEqual(['La Maheude', 'Paul']);
    // A tale is short enough that whoever is in it matters.
    expect(names(1)).toContain('Le Moravian');
  });
});
