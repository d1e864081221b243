import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tensorflow } from '../runtime/backend-loaders.ts';
import type { Dense } from './reader-weights.ts';

/** A layer on all rows at once. */
export function dense(
  tf: Tensorflow,
  a: Tensor2D,
  { weights, bias }: Dense,
  activation: 'linear' | 'relu' = 'linear',
): Tensor2D {
  return tf.fused.matMul({ a, b: weights, bias, activation }) as Tensor2D;
}
