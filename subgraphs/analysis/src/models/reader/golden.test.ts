import { existsSync, readFileSync } from 'node:fs';
import type { Language } from '@visiobook/schema';
import { describe, expect, it } from 'vitest';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { openLexis } from '../lexis/lexis.ts';
import { computeLater } from '../runtime/computation.ts';
import { type ModelRuntime, NoBackend, startRuntime } from '../runtime/model-runtime.ts';
import { readWeights } from '../weights/read-weights.ts';
import { loadReader } from './reader.ts';
import type { SpanVisitor } from './span-scores.ts';

/** What PyTorch computed for a sentence, with the weights rounded as they are kept; see training/encoder/golden.py. */
interface Golden {
  language: Language;
  words: string[];
  spans: [first: number, last: number, scores: number[], kinds: number[]][];
}

const ID = 'reader-3';
const GOLDEN = new URL(`${ID}.golden.json`, WEIGHTS_FOLDER);
/** Of scores that reach from -30 to 20. */
const FURTHEST = 1e-3;

const golden = existsSync(GOLDEN) ? (JSON.parse(readFileSync(GOLDEN, 'utf8')) as Golden[]) : [];

describe.each(['wasm', 'cpu', 'webgpu'] as const)(`the weights ${ID} on %s`, async (backend) => {
  const runtime = await startRuntime(backend).catch((error: unknown) => error as NoBackend);
  const missing =
    golden.length === 0 ? 'their golden file' : runtime instanceof NoBackend ? 'an adapter' : null;

  it.skipIf(missing)(
    `compute what PyTorch computed${needs(missing)}`,
    async () => {
      const { tf } = runtime as ModelRuntime;
      // One backend a process is current, and others are started after this one.
      await tf.setBackend(backend);
      const file = await readWeights(WEIGHTS_FOLDER, ID);
      const lexis = openLexis(await readWeights(WEIGHTS_FOLDER, file.manifest.lexis!));
      const reader = await computeLater(loadReader(tf, file, lexis));
      let spans = 0;
      for (const language of file.manifest.languages) {
        const own = golden.filter((row) => row.language === language);
        const expected = own.map((row) => new Map(row.spans.map((span) => [`${span[0]} ${span[1]}`, span])));
        const compare: SpanVisitor = (sentence, first, last, scores, kinds) => {
          const [, , ...values] = expected[sentence]!.get(`${first} ${last}`)!;
          const read = [...scores, ...kinds];
          const furthest = Math.max(...values.flat().map((value, i) => Math.abs(value - read[i]!)));
          expect(furthest, `${own[sentence]!.words.join(' ')} ${first} ${last}`).toBeLessThan(FURTHEST);
          spans++;
        };
        const words = own.map((row) => row.words);
        await computeLater(reader.read(words, language, compare));
      }
      expect(spans).toBe(golden.reduce((sum, row) => sum + row.spans.length, 0));
      reader.dispose();
    },
    300_000,
  );
});

function needs(missing: string | null): string {
  return missing ? ` (needs ${missing})` : '';
}
