import { PlaceKind, type SceneBrief } from '@visiobook/schema';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { looksOf } from './figures/looks.ts';
import { drawPerson } from './figures/person.ts';
import { poseFor } from './figures/pose.ts';
import { illustrateScene } from './illustrate-scene.ts';
import { painterOf } from './places/place-painters.ts';

const size = { width: 1280, height: 720, seed: 7 };

function brief(over: Partial<SceneBrief> = {}): SceneBrief {
  const sentence = { text: 'Alice saw a key.', span: { start: 0, end: 16 }, speakerId: null };
  return {
    sceneId: '0198aaaa-0000-7000-8000-000000000001',
    index: 0,
    language: 'en',
    bookTitle: 'Alice',
    chapterIndex: 0,
    chapterTitle: null,
    title: 'The key',
    summary: 'Alice finds a key.',
    visualPrompt: 'a hall',
    place: { name: null, kind: 'HALL' },
    timeOfDay: 'DAY',
    season: 'SUMMER',
    weather: 'CLEAR',
    emotion: { label: 'JOY', valence: 0.8, arousal: 0.5, dominance: 0.5 },
    cast: [
      {
        characterId: '0198aaaa-0000-7000-8000-0000000000aa',
        name: 'Alice',
        kind: 'PERSON',
        gender: 'FEMALE',
        age: 'CHILD',
        looks: ['blue dress'],
        importance: 1,
      },
      {
        characterId: '0198aaaa-0000-7000-8000-0000000000bb',
        name: 'White Rabbit',
        kind: 'ANIMAL',
        gender: 'MALE',
        age: 'ADULT',
        looks: [],
        importance: 0.6,
      },
    ],
    props: ['key', 'table'],
    narration: { digest: [sentence], full: [sentence] },
    ...over,
  };
}

describe('illustrateScene', () => {
  it('draws the same bytes for the same brief and seed', () => {
    expect(illustrateScene(brief(), size)).toEqual(illustrateScene(brief(), size));
  });

  it('composes another picture for another seed', () => {
    expect(illustrateScene(brief(), { ...size, seed: 8 }).svg).not.toBe(illustrateScene(brief(), size).svg);
  });

  it('lights the hearth of a room where the scene has a fire, and lays none on its floor', () => {
    const at = (kind: 'INN' | 'FOREST', props: string[]) =>
      illustrateScene(brief({ place: { name: null, kind }, props, cast: [] }), size).svg;
    const flames = (svg: string) => svg.split('#f2722b').length - 1;
    expect(flames(at('INN', []))).toBe(0);
    expect(flames(at('INN', ['a fire']))).toBe(1);
    expect(at('FOREST', ['a fire'])).not.toBe(at('FOREST', []));
  });

  it('draws every kind of place in its own way, in any weather and shape', () => {
    const weathers = ['CLEAR', 'STORM', 'SNOW', 'FOG', 'WIND', 'RAIN'] as const;
    const pictures = PlaceKind.options
      .filter((kind) => kind !== 'UNKNOWN')
      .map(
        (kind, i) =>
          illustrateScene(brief({ place: { name: null, kind }, weather: weathers[i % 6]! }), {
            ...size,
            width: 720,
            height: 1280,
          }).svg,
      );
    expect(new Set(pictures).size).toBe(pictures.length);
    for (const svg of pictures) {
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg.length).toBeLessThan(400_000);
    }
  });

  it('puts no words into the picture', () => {
    expect(illustrateScene(brief(), size).svg).not.toContain('<text');
  });

  it('shows what the scene names: without the key the picture differs', () => {
    expect(illustrateScene(brief({ props: [] }), size).svg).not.toBe(illustrateScene(brief(), size).svg);
  });

  it('leaves out of a garden what belongs to a house', () => {
    const garden = (props: string[]) =>
      illustrateScene(brief({ place: { name: null, kind: 'GARDEN' }, props }), size).svg;
    expect(garden(['door', 'piano', 'porte'])).toBe(garden([]));
    expect(garden(['table'])).not.toBe(garden([]));
  });

  it('puts people at sea into a boat, into the water or on the shore, as the scene tells', () => {
    const at = (over: Partial<SceneBrief>) =>
      painterOf(brief({ place: { name: null, kind: 'SEA' }, ...over })).ground;
    expect(at({ props: ['bateau'] })).toBe('WATER');
    expect(at({ summary: 'They rowed all night.' })).toBe('WATER');
    expect(at({ summary: 'Alice swam in her own tears.' })).toBe('SWIM');
    expect(at({ language: 'fr', summary: 'Alice nageait.' })).toBe('SWIM');
    expect(at({})).toBeUndefined();
  });

  it('shows the same room from many distances and with other furniture', () => {
    const views = Array.from({ length: 12 }, (_, seed) => {
      const { svg } = illustrateScene(brief({ place: { name: null, kind: 'ROOM' }, cast: [], props: [] }), {
        ...size,
        seed,
      });
      return /scale\(([\d.]+)\)/.exec(svg)?.[1];
    });
    expect(new Set(views).size).toBeGreaterThan(2);
  });

  it('draws a crowd, nobody, and in any shape', () => {
    const crowd = Array.from({ length: 20 }, (_, i) => ({
      ...brief().cast[i % 2]!,
      characterId: `0198aaaa-0000-7000-8000-0000000001${String(i).padStart(2, '0')}`,
      age: (['CHILD', 'YOUNG', 'ADULT', 'OLD'] as const)[i % 4]!,
      importance: 1 - i / 20,
    }));
    for (const cast of [crowd, []])
      for (const shape of [{ width: 720, height: 1280 }, { width: 720, height: 720 }, size])
        for (const kind of ['ROOM', 'SEA', 'GARDEN'] as const) {
          const { svg } = illustrateScene(brief({ cast, props: [], place: { name: null, kind } }), {
            ...size,
            ...shape,
          });
          expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        }
  });

  it('weeps in sorrow and laughs in joy', () => {
    const feeling = (label: SceneBrief['emotion']['label']) =>
      drawPerson(looksOf(brief().cast[0]!), poseFor(label, 0, seededRandom(1)), (colour) => colour);
    expect(feeling('SADNESS')).toContain('#a9d6ee');
    expect(feeling('NEUTRAL')).not.toContain('#a9d6ee');
    expect(feeling('JOY')).not.toBe(feeling('NEUTRAL'));
  });

  it('describes the picture in the language of the book', () => {
    expect(illustrateScene(brief(), size).alt).toBe(
      'Alice and White Rabbit; place: a hall. Alice finds a key.',
    );
    expect(illustrateScene(brief({ language: 'fr' }), size).alt).toContain(
      'Alice et White Rabbit ; lieu : un vestibule',
    );
  });
});
