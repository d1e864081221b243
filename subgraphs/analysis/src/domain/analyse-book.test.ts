import { SceneBrief } from '@visiobook/schema';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../test/book-of.ts';
import { analyseBook, type BookAnalysis } from './analyse-book.ts';

function analyse(language: 'en' | 'fr', ...chapters: string[]): BookAnalysis {
  const steps = analyseBook(documentOf(language, ...chapters));
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

const MILL =
  'Clara walked down the bank of the river to the old mill. The wheel turned in the morning sun. “Is anyone there?” she called. Tom opened the door of the mill and laughed.';
const STORM =
  'The next night a storm broke over the forest. Tom was afraid of the thunder and trembled under the trees. Clara lit the lantern and took his hand. “Do not fear,” said Clara.';

describe('analyseBook', () => {
  it('reports the people first and then each chapter', () => {
    const steps = [...analyseBook(documentOf('en', MILL, STORM))];
    expect(steps.map(({ done, total, message }) => `${done}/${total} ${message}`)).toEqual([
      '0/2 A Test',
      '1/2 Chapter 1',
      '2/2 Chapter 2',
    ]);
  });

  it('tells who is where, when, in what weather and mood', () => {
    const { scenes, characters } = analyse('en', MILL, STORM);
    expect(scenes.map(({ place }) => place.kind)).toEqual(['RIVER', 'FOREST']);
    expect(scenes[1]).toMatchObject({ timeOfDay: 'NIGHT', weather: 'STORM', emotion: { label: 'FEAR' } });
    expect(scenes[1]?.cast.map((key) => characters[key]?.name).sort()).toEqual(['Clara', 'Tom']);
    expect(scenes[1]?.props).toContain('lantern');
  });

  it.each([
    ['en', [MILL, STORM]],
    [
      'fr',
      [
        'Jeanne descendit au moulin avec Paul. Elle s’assit près de la roue et pleura longtemps. Paul lui prit la main.',
        'Le lendemain, Paul partit pour la ville. Il marcha tout le jour sous la pluie, et Jeanne l’attendit.',
      ],
    ],
  ] as const)(
    'tells nothing that the sentences it names do not say, but for names (%s)',
    (language, chapters) => {
      const { text } = documentOf(language, ...chapters);
      const { scenes, chapters: found, summary, characters } = analyse(language, ...chapters);
      const names = wordsOf(characters.flatMap(({ name, aliases }) => [name, ...aliases]).join(' '));
      const told = [
        ...summary,
        ...found.flatMap((one) => one.summary),
        ...scenes.flatMap((one) => one.summarySentences),
      ];
      expect(told.length).toBeGreaterThanOrEqual(6);
      for (const { text: sentence, span } of told) {
        const source = new Set([...wordsOf(text.slice(span.start, span.end)), ...names]);
        expect(wordsOf(sentence).filter((word) => !source.has(word))).toEqual([]);
      }
      for (const scene of scenes)
        expect(scene.summary).toBe(scene.summarySentences.map((one) => one.text).join(' '));
    },
  );

  it('cuts at the author’s break, tiles each chapter and never repeats a title', () => {
    const text = Array.from({ length: 12 }, () => `${MILL}\n\n* * *\n\n${STORM}`).join('\n\n');
    const { scenes, chapters } = analyse('en', text, text);
    expect(scenes.length).toBeGreaterThanOrEqual(24);
    for (const { index, span } of chapters) {
      const own = scenes.filter(({ chapterIndex }) => chapterIndex === index);
      expect(own[0]?.span.start).toBe(span.start);
      expect(own.at(-1)?.span.end).toBe(span.end);
      for (const [i, scene] of own.entries()) if (i > 0) expect(scene.span.start).toBe(own[i - 1]?.span.end);
    }
    expect(new Set(scenes.map(({ title }) => title)).size).toBe(scenes.length);
  });

  it.each([
    ['ten words', 'en', ['It was a small boat and it was quite old.']],
    ['no capital letters', 'en', ['it rained. she went home. he laughed and slept.']],
    ['capitals only', 'fr', ['LE CAPITAINE PARTIT. IL PLEUVAIT SUR LA VILLE. PERSONNE NE VINT.']],
    ['only dialogue', 'fr', ['— Oui.\n\n— Non.\n\n— Pourquoi ?\n\n— Parce que.']],
    ['an empty chapter', 'en', ['', 'Clara slept.', '   ']],
    ['marks only', 'en', ['…', '“ ” ‘ ’ — * * *', '!!!']],
    ['one endless sentence', 'en', ['word '.repeat(5000)]],
  ] as const)('makes valid scenes of %s', (_name, language, chapters) => {
    const { scenes } = analyse(language, ...chapters);
    const worded = chapters.filter((chapter) => /\p{L}/u.test(chapter)).length;
    expect(new Set(scenes.map(({ chapterIndex }) => chapterIndex)).size).toBeGreaterThanOrEqual(worded);
    const { place, timeOfDay, season, weather, emotion, title, summary, visualPrompt } = SceneBrief.shape;
    for (const scene of scenes) {
      for (const [field, schema] of Object.entries({
        place,
        timeOfDay,
        season,
        weather,
        emotion,
        title,
        summary,
        visualPrompt,
      }))
        expect(() => schema.parse(scene[field as keyof typeof scene])).not.toThrow();
      expect(scene.digest.length).toBeGreaterThan(0);
      expect(scene.sentences.length).toBeGreaterThan(0);
    }
  });

  it('takes a model’s port in place of its own', () => {
    const emotion = {
      score: (_book: unknown, scenes: readonly unknown[]) =>
        scenes.map(() => ({ label: 'JOY' as const, valence: 1, arousal: 1, dominance: 1 })),
    };
    const steps = analyseBook(documentOf('en', STORM), { emotion });
    let next = steps.next();
    while (!next.done) next = steps.next();
    expect(next.value.scenes[0]?.emotion.label).toBe('JOY');
  });
});
