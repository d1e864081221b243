import { existsSync, readFileSync } from 'node:fs';
import type { Language } from '@visiobook/schema';
import { describe, expect, it } from 'vitest';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { openLexis } from '../lexis/lexis.ts';
import { startRuntime } from '../runtime/model-runtime.ts';
import { readWeights } from '../weights/read-weights.ts';
import { loadReader } from './reader.ts';

/** What PyTorch computed for a sentence, with the weights before they were rounded; see training/encoder/golden.py. */
interface Golden {
  language: Language;
  words: string[];
  spans: [first: number, last: number, scores: number[], kinds: number[]][];
}

const ID = 'reader-1';
const GOLDEN = new URL(`${ID}.golden.json`, WEIGHTS_FOLDER);
/** The furthest that rounding its weights moves a score. */
const ROUNDING = 0.25;

describe.skipIf(!existsSync(GOLDEN))(`the weights ${ID} (needs their golden file)`, () => {
  it.each(['wasm', 'cpu'] as const)(
    'compute on %s what PyTorch computed, but for rounding',
    async (backend) => {
      const { tf } = await startRuntime(backend);
      const file = await readWeights(WEIGHTS_FOLDER, ID);
      const reader = loadReader(tf, file, openLexis(await readWeights(WEIGHTS_FOLDER, file.manifest.lexis!)));
      const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Golden[];
      let spans = 0;
      for (const language of file.manifest.languages) {
        const own = golden.filter((row) => row.language === language);
        const expected = own.map((row) => new Map(row.spans.map((span) => [`${span[0]} ${span[1]}`, span])));
        reader.read(
          own.map(({ words }) => words),
          language,
          (sentence, first, last, scores, kinds) => {
            const [, , ...values] = expected[sentence]!.get(`${first} ${last}`)!;
            const read = [...scores, ...kinds];
            const furthest = Math.max(...values.flat().map((value, i) => Math.abs(value - read[i]!)));
            expect(furthest, `${own[sentence]!.words.join(' ')} ${first} ${last}`).toBeLessThan(ROUNDING);
            spans++;
          },
        );
      }
      expect(spans).toBe(golden.reduce((sum, row) => sum + row.spans.length, 0));
      reader.dispose();
    },
  );
});
