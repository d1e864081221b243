import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import type { CharacterDraft } from '../ports.ts';
import { quoteFinder } from '../speech/quote-finder.ts';
import { ruleEntityFinder } from './entity-finder.ts';

function castOf(language: 'en' | 'fr', text: string): CharacterDraft[] {
  const book = bookOf(language, text);
  return ruleEntityFinder.find(book, quoteFinder.find(book)).characters;
}

function namesOf(language: 'en' | 'fr', text: string): string[] {
  return castOf(language, text)
    .map(({ name }) => name)
    .sort();
}

describe('what people are called', () => {
  it('is two names of one man where a third has both, however seldom it is said', () => {
    const text = `Lanky Tom laughed. “No,” said Lanky Tom. Tom Dale bowed. “Come,” cried Tom Dale. That was the way of Lanky Tom Dale, of Lanky Tom Dale alone. Lanky Tom slept. Tom Dale slept.`;
    expect(castOf('en', text)).toHaveLength(1);
  });

  it('is a short form of the given name that one surname goes with', () => {
    const told = `Wilmot Cray rode out. “Hush,” said Wilmy Cray. Wilmy laughed. Wilmot bowed to Anne. “Go,” said Anne.\n\n`;
    expect(namesOf('en', told.repeat(3))).toEqual(['Anne', 'Wilmot Cray']);
  });

  it('is one of several names that a short form may stand for', () => {
    const told = `Ellen Frost sat by the fire. “Go,” said Nelly Frost. Nelly sang. Ellen slept.\n\n`;
    expect(castOf('en', told.repeat(3))).toHaveLength(1);
  });

  it('is no diminutive of an elder who is never called without his title', () => {
    const told = `Bob ran up the ladder. “No,” said Bob. Old Father Robert stood on his head. “Why,” said Father Robert.\n\n`;
    expect(namesOf('en', told.repeat(3))).toEqual(['Bob', 'Father Robert']);
  });

  it('is no whole name where its halves go about together', () => {
    const told = `Brisk and Molda came in. “Here,” said Brisk. “We come,” cried Molda. Molda followed Brisk home.\n\n`;
    const lost = `Behind her marched Brisk and Molda Brisk in his coat.\n\n`;
    expect(namesOf('en', told.repeat(3) + lost)).toEqual(['Brisk', 'Molda']);
  });

  it('is a given name behind “Mr.” where the book gives its bearer another surname', () => {
    const told = `Corvin Ashe laughed. “Well,” said Corvin. Mr. Corvin bowed to Anne. “Go,” said Anne.\n\n`;
    expect(namesOf('en', told.repeat(3))).toEqual(['Anne', 'Corvin Ashe']);
  });

  it('is the first of two joined given names', () => {
    const told = `Anna-Maria sat down. “Yes,” said Anna-Maria. Anna laughed. “No,” said Anna. Anna-Maria Dale slept.\n\n`;
    expect(namesOf('en', told.repeat(3))).toEqual(['Anna-Maria Dale']);
  });

  it('is a rank that nobody else bears, though it is seldom said with the name', () => {
    const told = `The Professor bowed. “No,” said the Professor. “Come,” said Harlow. Harlow walked on.\n\n`;
    const named = 'Professor Harlow smiled. “Yes,” said Professor Harlow. Professor Harlow slept.\n\n';
    expect(castOf('en', told.repeat(12) + named)).toHaveLength(1);
  });

  it('is shown with the name where the rank is said most', () => {
    const told = `The Count bowed. “No,” said the Count. “Come,” said Harlow. Harlow walked on.\n\n`;
    const named = 'Count Velm smiled. “Yes,” said Count Velm. Count Velm slept.\n\n';
    expect(namesOf('en', told.repeat(12) + named)).toEqual(['Count Velm', 'Harlow']);
  });

  it('makes no animal of a surname or of a nickname without an article', () => {
    const told = `Black Fox laughed. “No,” said Black Fox. Black Fox ran. Doctor Lamb frowned. “Why,” said Doctor Lamb. The Fox sat down.\n\n`;
    const kinds = castOf('en', told.repeat(3)).map(({ name, kind }) => `${name} ${kind}`);
    expect(kinds).toEqual(expect.arrayContaining(['Doctor Lamb PERSON']));
    const alone = castOf('en', told.replace('The Fox sat down.', '').repeat(3));
    expect(alone.find(({ name }) => name === 'Black Fox')?.kind).toBe('PERSON');
  });

  it('is a rank of the father where the sons are called by their given names', () => {
    const told = `Squire Dale frowned. “Sons!” cried the Squire. Tom Dale laughed. “Sir,” said Tom. Hugh Dale bowed. “Sir,” said Hugh. Squire Dale sat down.\n\n`;
    expect(namesOf('en', told.repeat(3))).toEqual(['Hugh Dale', 'Squire Dale', 'Tom Dale']);
  });

  it('has a saint in the middle of a surname', () => {
    const told = `Tom St. Orme bowed. “No,” said Mr. Tom St. Orme. Mr. St. Orme slept. Tom laughed.\n\n`;
    const [one, ...others] = castOf('en', told.repeat(3));
    expect(others).toEqual([]);
    expect(one?.name).toBe('Tom St. Orme');
  });

  it('is no daughter’s name behind “Mrs.”, and no lady’s behind a doctor’s', () => {
    const told = `Mrs. Pell sat down. “Eat,” said Mrs. Pell. Miss Ida laughed. Ida Pell ran. “No,” cried Ida.\n\n`;
    expect(namesOf('en', told.repeat(3))).toEqual(['Ida Pell', 'Mrs. Pell']);
    const doctor = `Dr. Osric Crane frowned. “Out!” cried Dr. Crane. Miss Crane wept. “No,” said Miss Crane.\n\n`;
    expect(namesOf('en', doctor.repeat(3))).toEqual(['Dr. Osric Crane', 'Miss Crane']);
  });

  it('is another surname once she is married, and not her mother’s', () => {
    const told = `Lucy Orme sang. “No,” said Miss Orme. Mr. Dale bowed to Lucy. “Come,” said Mr. Dale. Lucy Dale laughed. “Yes,” said Mrs. Dale.\n\n`;
    expect(namesOf('en', told.repeat(3))).toEqual(['Lucy Dale', 'Mr. Dale']);
    const mother = `${told}Mrs. Orme slept. “Well,” said Mrs. Orme.\n\n`;
    expect(namesOf('en', mother.repeat(3))).toEqual(['Lucy Dale', 'Lucy Orme', 'Mr. Dale', 'Mrs. Orme']);
  });

  it('is no ghost of somebody, no family and no house', () => {
    const ghost = `Jacob Crabb slept. “Who?” said Crabb. The Ghost of Jacob Crabb came. “I,” said the Ghost. The Ghost sighed. Crabb wept.\n\n`;
    expect(namesOf('en', ghost.repeat(3))).toEqual(['Ghost', 'Jacob Crabb']);
    const family = `Bob Pratt laughed. “Eat,” said Bob. The two young Pratts ran. “Yes,” cried the young Pratts. Bob Pratt sat down.\n\n`;
    expect(namesOf('en', family.repeat(3))).toEqual(['Bob Pratt']);
    const inn = `Tom walked to the Admiral Crowe. “Ale,” said Tom. Behind the Admiral Crowe was the sea. The Admiral Crowe was old. Tom sat in the Admiral Crowe.\n\n`;
    expect(namesOf('en', inn.repeat(3))).toEqual(['Tom']);
  });

  it('is a nickname of common nouns', () => {
    const told = `Brin de paille riait. « Non », dit Brin de paille. M. Aubry salua Brin de paille. « Venez », dit M. Aubry.\n\n`;
    expect(namesOf('fr', told.repeat(3))).toEqual(['Brin de paille', 'M. Aubry']);
  });

  it('is a surname, and the same with the name of an estate', () => {
    const told = `Jean Aubry entra. « Bonsoir », dit Aubry. Aubry de Lorme salua. « Bonsoir », dit Lucie. Aubry sourit à Lucie.\n\n`;
    expect(castOf('fr', told.repeat(3))).toHaveLength(2);
  });

  it('is another than his son’s, who bears the surname too, when it is the father who has the estate', () => {
    const told = `Jean Aubry entra. « Bonsoir », dit Aubry. Aubry de Lorme salua. « Bonsoir », dit Paul. Paul sourit à Jean Aubry.

`;
    const names = namesOf('fr', `${told.repeat(3)}Paul Aubry sortit. « Adieu », dit Paul Aubry.`);
    expect(names).toEqual(['Jean Aubry', 'Paul Aubry']);
  });

  it('is a man’s rank in French, and no place before a name', () => {
    const told = `Le président Aubry entra. « Oui », dit le président. Mme Aubry pleurait. « Non », dit Mme Aubry.\n\n`;
    expect(namesOf('fr', told.repeat(4))).toEqual(['Mme Aubry', 'Président Aubry']);
    const park = `Lucie marchait au Luxembourg. « Viens », dit Lucie. Le Luxembourg dormait. Au Luxembourg Lucie pleura.\n\n`;
    expect(castOf('fr', park.repeat(2)).find(({ name }) => name === 'Lucie')?.aliases).toEqual([]);
  });
});
