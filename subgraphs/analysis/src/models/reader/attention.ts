import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Computation } from '../runtime/computation.ts';
import { attentionApart } from './attention-apart.ts';
import { attentionTogether } from './attention-together.ts';
import type { ReaderWeights } from './reader-weights.ts';
import type { WindowBatch } from './window-batches.ts';

/** How the words of a batch heed those of their own window. */
export interface Attention {
  /** From what each word asks for, is found by and tells, to what it was told. */
  heed(asked: Tensor2D): Computation<Tensor2D>;
  dispose(): void;
}

/** WebAssembly has fast products of two matrices and slow ones of two stacks of them; elsewhere it is the other way round. */
export function multipliesApart(tf: Tensorflow): boolean {
  return tf.getBackend() === 'wasm';
}

export function attentionOf(tf: Tensorflow, weights: ReaderWeights, batch: WindowBatch): Attention {
  return (multipliesApart(tf) ? attentionApart : attentionTogether)(tf, weights, batch);
}
