import { existsSync, readFileSync } from 'node:fs';
import type { Language } from '@visiobook/schema';
import { describe, expect, it } from 'vitest';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { openLexis } from '../lexis/lexis.ts';
import { computeLater } from '../runtime/computation.ts';
import { type ModelRuntime, NoBackend, startRuntime } from '../runtime/model-runtime.ts';
import { readWeights } from '../weights/read-weights.ts';
import { loadReader } from './reader.ts';

/** What PyTorch computed for a text, with the weights rounded as they are kept; see training/encoder/golden.py. */
interface Golden {
  language: Language;
  sentences: string[][];
  /** Of long texts, not all. */
  spans: [sentence: number, first: number, last: number, scores: number[], kinds: number[]][];
}

const ID = 'reader-2';
const GOLDEN = new URL(`${ID}.golden.json`, WEIGHTS_FOLDER);
/** Of scores that reach from -30 to 20. */
const FURTHEST = 1e-3;
const SHORT = 100;

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
      // A hundredth as fast as the others.
      const texts = golden.filter(({ sentences }) => backend !== 'cpu' || sentences.flat().length < SHORT);
      let spans = 0;
      for (const language of file.manifest.languages) {
        const own = texts.filter((row) => row.language === language);
        const expected = spansOf(own);
        const read = reader.read(
          own.map(({ sentences }) => sentences),
          language,
          (sentence, first, last, scores, kinds) => {
            const where = `${sentence} ${first} ${last}`;
            const values = expected.get(where);
            if (!values) return;
            const found = [...scores, ...kinds];
            const furthest = Math.max(...values.map((value, i) => Math.abs(value - found[i]!)));
            expect(furthest, where).toBeLessThan(FURTHEST);
            spans++;
          },
        );
        await computeLater(read);
      }
      expect(spans).toBe(texts.reduce((sum, row) => sum + row.spans.length, 0));
      reader.dispose();
    },
    300_000,
  );
});

/** By sentence, counted through all texts, with first and last word. */
function spansOf(texts: readonly Golden[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  let before = 0;
  for (const { sentences, spans } of texts) {
    for (const [sentence, first, last, scores, kinds] of spans)
      found.set(`${before + sentence} ${first} ${last}`, [...scores, ...kinds]);
    before += sentences.length;
  }
  return found;
}

function needs(missing: string | null): string {
  return missing ? ` (needs ${missing})` : '';
}
