import type { Encoder } from '../src/models/encoder/encode-tokens.ts';
import { loadEncoder } from '../src/models/encoder/load-encoder.ts';
import { WEIGHTS_FOLDER } from '../src/models/engine.ts';
import { openLexis } from '../src/models/lexis/lexis.ts';
import { lexisOf } from '../src/models/reader/load-tagger.ts';
import { computeLater } from '../src/models/runtime/computation.ts';
import type { ModelRuntime } from '../src/models/runtime/model-runtime.ts';
import { readWeights } from '../src/models/weights/read-weights.ts';

/** The encoder of a reader's weights, with its word vectors. */
export async function encoderOf({ tf }: ModelRuntime, reader: string): Promise<Encoder> {
  const file = await readWeights(WEIGHTS_FOLDER, reader);
  const lexis = openLexis(await readWeights(WEIGHTS_FOLDER, lexisOf(file.manifest)));
  return computeLater(loadEncoder(tf, file, lexis));
}
