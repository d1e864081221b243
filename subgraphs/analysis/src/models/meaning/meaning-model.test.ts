import { describe, expect, it } from 'vitest';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { openLexis } from '../lexis/lexis.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { loadMeaning } from './load-meaning.ts';
import { openMeaning } from './meaning-model.ts';

const { meaning } = await loadMeaning(WEIGHTS_FOLDER, 'seek-2');

function likeness(a: string, b: string, language: 'en' | 'fr'): number {
  const left = meaning!.read(a, language).vector!;
  const right = meaning!.read(b, language).vector!;
  return left.reduce((sum, value, i) => sum + value * right[i]!, 0);
}

describe('the meaning of texts', () => {
  it.each([
    [
      'en',
      'a shipwreck',
      'The vessel struck the rocks and the waves broke over her deck.',
      'They danced all night in the great hall.',
    ],
    [
      'fr',
      'un naufrage',
      'Le navire toucha les rochers et les vagues couvrirent le pont.',
      'On dansa toute la nuit dans le grand salon.',
    ],
  ] as const)(
    'is nearer to a passage of the same matter without a word in common (%s)',
    (language, question, same, other) => {
      expect(likeness(question, same, language)).toBeGreaterThan(likeness(question, other, language) + 0.1);
    },
  );

  it('is a direction of length 1, and says how many words are known', () => {
    const { vector, known } = meaning!.read('The storm qwxzzk', 'en');
    expect(Math.hypot(...vector!)).toBeCloseTo(1, 5);
    expect(known).toBeCloseTo(2 / 3, 5);
    expect(meaning!.read('qwxzzk …', 'en')).toEqual({ vector: null, known: 0 });
  });

  it('is left out when its weights are missing, and when words alone are wanted', async () => {
    expect(await loadMeaning(WEIGHTS_FOLDER, 'seek-9')).toEqual({
      meaning: null,
      problem: expect.stringContaining('there is no seek-9.json'),
    });
    expect(await loadMeaning(WEIGHTS_FOLDER, 'words')).toEqual({ meaning: null, problem: null });
  });

  it('is refused with other vectors of words than it was trained with', async () => {
    const file = await readWeights(WEIGHTS_FOLDER, 'seek-2');
    const lexis = { ...openLexis(await readWeights(WEIGHTS_FOLDER, 'lexis-2')), id: 'lexis-9' };
    expect(() => openMeaning(lexis, file)).toThrow(WeightsRefused);
  });
});
