import type { Language } from '@visiobook/schema';
import type { MeaningReader } from '../../application/ports.ts';
import { type Token, tokenise } from '../../domain/text/tokens.ts';
import { type Lexis, UNKNOWN } from '../lexis/lexis.ts';
import { type ModelFile, WeightsRefused } from '../weights/read-weights.ts';
import { tensorsOf } from '../weights/tensors.ts';

/** The reader of text that the weights must have been trained with. */
export const FEATURES = 'words-1';

interface Tongue {
  /** What each word counts for. */
  counts: Float32Array;
  turn: Float32Array;
  shift: Float32Array;
}

/**
 * Tells what a text is about as a direction: the vectors of its words, each for what it counts in search, turned so that
 * a few words and the passage they come from point the same way.
 *
 * @throws WeightsRefused when the weights do not fit the vectors of words.
 */
export function openMeaning(lexis: Lexis, { manifest, binary }: ModelFile): MeaningReader {
  const id = `${manifest.name}-${manifest.version}`;
  if (manifest.features !== FEATURES || manifest.lexis !== lexis.id)
    throw new WeightsRefused(
      `Model ${id} reads the features ${manifest.features} of ${manifest.lexis}; this version gives ${FEATURES} of ${lexis.id}.`,
    );
  const tensors = tensorsOf(manifest, binary);
  const tongues = new Map<Language, Tongue>();
  for (const language of manifest.languages) {
    const tensor = (name: string, size: number): Float32Array => {
      const found = tensors.get(`${language}/${name}`);
      if (found?.length !== size)
        throw new WeightsRefused(`The tensor ${language}/${name} of model ${id} does not fit ${lexis.id}.`);
      return found;
    };
    tongues.set(language, {
      counts: tensor('counts', lexis.size(language)).map(Math.exp),
      turn: tensor('turn', lexis.width ** 2),
      shift: tensor('shift', lexis.width),
    });
  }

  return {
    id,
    languages: manifest.languages,
    width: lexis.width,
    read(text, language) {
      const tongue = tongues.get(language);
      if (!tongue) return { vector: null, known: 0 };
      const tokens: Token[] = [];
      tokenise(text, 0, text.length, language, tokens);
      const sum = new Float32Array(lexis.width);
      const word = new Float32Array(lexis.width);
      let words = 0;
      let known = 0;
      for (const token of tokens) {
        if (token.kind !== 'word') continue;
        words++;
        const row = lexis.rowOf(token.text, language);
        if (row === UNKNOWN) continue;
        known++;
        lexis.copyRow(row, language, word);
        const count = tongue.counts[row]!;
        for (let i = 0; i < sum.length; i++) sum[i]! += count * word[i]!;
      }
      if (known === 0) return { vector: null, known: 0 };
      return { vector: turned(normalised(sum), tongue), known: known / words };
    },
  };
}

function turned(vector: Float32Array, { turn, shift }: Tongue): Float32Array {
  const width = vector.length;
  const result = Float32Array.from(shift);
  for (let i = 0; i < width; i++) {
    const value = vector[i]!;
    for (let j = 0; j < width; j++) result[j]! += value * turn[i * width + j]!;
  }
  return normalised(result);
}

function normalised(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square) || 1;
  return vector.map((value) => value / length);
}
