import { describe, expect, it } from 'vitest';
import { bookOf } from '../../../test/book-of.ts';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { readWeights, WeightsRefused } from '../weights/read-weights.ts';
import { loadBorderModel } from './border-model.ts';
import { gapReader } from './gap-features.ts';

const ENGLISH = [
  'The cook set the kettle down and looked at Martha for a long while.',
  '“You will not find him,” she said.',
  '“I shall look all the same,” said Martha, and she shut the kitchen door behind her.',
  'Three weeks later a carriage stopped before the inn at Hallow Bridge.',
  'A tall man in a grey coat got down and asked the landlord for a room.',
  'He paid for it at once.',
];
const FRENCH = [
  'La cuisinière posa la marmite et regarda longtemps Marthe.',
  '— Vous ne le trouverez pas, dit-elle.',
  '— Je chercherai quand même, dit Marthe, et elle ferma derrière elle la porte de la cuisine.',
  'Trois semaines plus tard, une voiture s’arrêta devant l’auberge du Pont-Neuf.',
  'Un homme de haute taille en descendit et demanda une chambre.',
  'Il paya aussitôt.',
];

describe('the model of borders', () => {
  it.each([
    ['en', ENGLISH],
    ['fr', FRENCH],
  ] as const)('sees a leap in time as the likeliest border (%s)', async (language, paragraphs) => {
    const model = loadBorderModel(await readWeights(WEIGHTS_FOLDER, 'border-1'));
    const book = bookOf(language, paragraphs.join('\n\n'));
    const read = gapReader(book);
    const logits = book.paragraphs.slice(1).map(({ firstSentence }) => model.logit(read(firstSentence)));
    expect(logits.indexOf(Math.max(...logits)) + 1).toBe(3);
  });

  it('refuses weights that were trained with other features', async () => {
    const file = await readWeights(WEIGHTS_FOLDER, 'border-1');
    const other = { ...file, manifest: { ...file.manifest, features: 'gaps-9' } };
    expect(() => loadBorderModel(other)).toThrow(WeightsRefused);
  });

  it('refuses tensors that do not fit each other', async () => {
    const file = await readWeights(WEIGHTS_FOLDER, 'border-1');
    const weights = { ...file.manifest.weights, tensors: file.manifest.weights.tensors.slice(0, -1) };
    expect(() => loadBorderModel({ ...file, manifest: { ...file.manifest, weights } })).toThrow(
      'lacks the tensor output/bias',
    );
  });
});
