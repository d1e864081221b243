import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import { quoteFinder } from '../speech/quote-finder.ts';
import { ruleSceneDescriber } from './scene-describer.ts';

/** The settings of chapters of one scene a paragraph. */
function settings(language: 'en' | 'fr', ...chapters: string[][]) {
  const book = bookOf(language, ...chapters.map((paragraphs) => paragraphs.join('\n\n')));
  const scenes = book.paragraphs.map((_, i) => ({ firstParagraph: i, endParagraph: i + 1, confidence: 1 }));
  const cast = { characters: [], mentions: [], places: [] };
  return ruleSceneDescriber.describe(book, scenes, cast, quoteFinder.find(book));
}
const kinds = (...given: Parameters<typeof settings>) => settings(...given).map(({ place }) => place.kind);

describe('ruleSceneDescriber', () => {
  it('takes the place that somebody is in before one that is named, spoken of or wished for', () => {
    expect(
      kinds('en', [
        'Nora sat in the kitchen. The church, said the maid, was far away. “To the castle! To the castle!” he sang.',
      ]),
    ).toEqual(['KITCHEN']);
    expect(
      kinds('en', ['If only she could be in the garden! She stood in the hall, before the throne.']),
    ).toEqual(['HALL']);
    expect(
      kinds('fr', ['Luc était assis dans la cuisine. Si le roi vivait encore, il serait dans un palais.']),
    ).toEqual(['KITCHEN']);
  });

  it('hears verse and parentheses as if from afar', () => {
    const verse = 'In the castle I was born,\nIn the castle I was bred,\nIn the castle in the morn';
    expect(kinds('en', ['She stood in the meadow (they had a fine castle at home).'])).toEqual(['FIELD']);
    const book = ['She stood in the meadow and sang:', verse];
    expect(kinds('en', book)[0]).toBe('FIELD');
  });

  it('is no more where a scene begins by leaving', () => {
    const later =
      'They met a carter, and he told them what he knew of the weather and of the harvest that year.';
    expect(
      kinds('en', [
        'The pupils sat in the school. The schoolmaster wrote upon the blackboard.',
        `They left the school at four and walked along the street, over the wet pavement. ${later}`,
      ]),
    ).toEqual(['SCHOOL', 'STREET']);
    expect(
      kinds('fr', [
        'Ils dînaient dans l’auberge. L’aubergiste apporta le vin.',
        'En sortant de l’auberge, ils marchèrent dans la rue, sur le pavé. Un homme leur parla du temps et de la moisson de cette année-là.',
      ]),
    ).toEqual(['INN', 'STREET']);
  });

  it('keeps a place while nothing is said, lets it fade, and never carries it far into a chapter', () => {
    const talk = Array.from(
      { length: 6 },
      () => '“Yes,” said he, and then he said no more for a long while.',
    );
    const found = kinds('en', ['They sat in the library.', ...talk], [...talk]);
    expect(found.slice(0, 2)).toEqual(['LIBRARY', 'LIBRARY']);
    expect(found.slice(5)).not.toContain('LIBRARY');
  });

  it('lets trees and grass end a stay in a room', () => {
    const [inside, outside] = kinds('en', [
      'They sat in the room by the fireplace.',
      'The grass was wet, the sun shone through the branches, and the leaves of the trees moved in the wind.',
    ]);
    expect(inside).toBe('ROOM');
    expect(['FOREST', 'FIELD', 'GARDEN', 'UNKNOWN']).toContain(outside);
  });

  it('names no place where it would be guessing', () => {
    expect(
      kinds('en', ['He spoke of a church, of ships and of a prison that he knew, and then he was silent.']),
    ).toEqual(['UNKNOWN']);
    expect(kinds('fr', ['Il parla d’une église, de navires et d’une prison, puis il se tut.'])).toEqual([
      'UNKNOWN',
    ]);
  });

  it('goes where somebody arrives, and stays out of where somebody had been', () => {
    expect(
      kinds('en', [
        'The trees of the forest grew thin, and the forest was still. Then they reached the edge of the lake.',
      ]),
    ).toEqual(['LAKE']);
    expect(kinds('en', ['She had been in the church, and now she sat in the kitchen by the stove.'])).toEqual(
      ['KITCHEN'],
    );
    expect(
      kinds('fr', ['Il avait dormi dans l’église. Il entra dans la cuisine et s’assit près du fourneau.']),
    ).toEqual(['KITCHEN']);
  });

  it('calls it the house when its rooms are told without saying which', () =>
    expect(
      kinds('en', [
        'She went from the bedroom to the stairs, from the stairs to the parlour, and from the parlour to the hall.',
      ]),
    ).toEqual(['HOUSE']));

  it('gives the hour that holds longest, from words and from the clock', () => {
    const hour = (language: 'en' | 'fr', text: string) => settings(language, [text])[0]!.timeOfDay;
    const talk = 'They spoke of the harvest and of the rain, and of the old mill. ';
    expect(hour('en', `The night passed. In the morning they set out. ${talk.repeat(6)}`)).toBe('MORNING');
    expect(hour('en', `It was about three o’clock when she came. ${talk}`)).toBe('AFTERNOON');
    expect(hour('fr', `Elle vint vers trois heures. Ils parlèrent de la moisson.`)).toBe('AFTERNOON');
    expect(hour('fr', `Ils parlèrent trois heures de la moisson.`)).toBe('UNKNOWN');
    expect(hour('en', `On stormy nights, and on quiet nights, he would sing. ${talk}`)).toBe('UNKNOWN');
  });

  it('carries an hour no further than two scenes, and over no leap in time', () => {
    const talk = 'They sat in the kitchen by the stove and spoke of the harvest.';
    const hours = (...texts: string[]) => settings('en', texts).map(({ timeOfDay }) => timeOfDay);
    expect(hours(`It was evening. ${talk}`, talk, talk, talk)).toEqual([
      'EVENING',
      'EVENING',
      'EVENING',
      'UNKNOWN',
    ]);
    expect(hours(`It was evening. ${talk}`, `Three weeks later ${talk}`)).toEqual(['EVENING', 'UNKNOWN']);
  });

  it('takes neither two seasons together nor a month with its year for the season', () => {
    const season = (text: string) => settings('en', [text])[0]!.season;
    expect(season('It is as hot there in summer as in winter, summer and winter alike.')).toBe('UNKNOWN');
    expect(season('The map was drawn in July 1754, and signed in July 1755.')).toBe('UNKNOWN');
    expect(season('It was July, and the hay was in.')).toBe('SUMMER');
  });

  it('forgets a season after some scenes, and takes no comparison for one', () => {
    const later = Array.from({ length: 8 }, () => 'He said a word.');
    const found = settings('en', ['It was a cold winter in the village.', ...later]).map(
      ({ season }) => season,
    );
    expect(found.slice(0, 3)).toEqual(['WINTER', 'WINTER', 'WINTER']);
    expect(found.at(-1)).toBe('UNKNOWN');
    expect(settings('en', ['Her hands were white as snow. Her hands were white as snow.'])[0]).toMatchObject({
      season: 'UNKNOWN',
      weather: 'UNKNOWN',
    });
  });

  it('does not read a French « mais » as the month', () => {
    expect(settings('fr', ['Mais il vint, mais il partit, mais il revint.'])[0]?.season).toBe('UNKNOWN');
  });

  it('draws things and not verbs that look like them', () => {
    expect(
      settings('en', ['She saw the sea and could not bear it. They rose and fish in the sea.'])[0]?.props,
    ).toEqual([]);
    expect(settings('en', ['A bear lay beside the rose.'])[0]?.props).toEqual(['bear', 'rose']);
  });
});
