import { readFileSync } from 'node:fs';
import { featureReader, modelWords } from '../src/models/emotion/sentence-features.ts';
import type { Example } from './corpora.ts';

/** A sentence of which less is known in French teaches little. */
const LEAST_KNOWN = 0.5;

/**
 * English sentences word by word in French, with what people said of them. No sentence of that is French, but the network
 * sees words in no order, and French has few labelled sentences of its own.
 *
 * @param dictionary from encoder/align_vectors.py: an English word and a French one a line
 */
export function inFrench(english: readonly Example[], dictionary: string): Example[] {
  const french = readDictionary(dictionary);
  const featuresOf = featureReader('fr');
  return english.flatMap((example) => {
    const words = modelWords(example.text);
    const told = words.map((word) => (/\p{L}/u.test(word) ? french.get(word) : word));
    const known = told.filter((word) => word !== undefined);
    if (known.length < LEAST_KNOWN * words.length) return [];
    const text = known.join(' ');
    return [
      {
        ...example,
        id: `${example.id} in French`,
        language: 'fr' as const,
        text,
        features: featuresOf(text),
      },
    ];
  });
}

function readDictionary(path: string): Map<string, string> {
  const entries = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.split('\t').map((word) => modelWords(word)))
    .filter((words) => words.length === 2 && words.every(({ length }) => length === 1));
  return new Map(entries.map(([english, french]) => [english![0]!, french![0]!]));
}
