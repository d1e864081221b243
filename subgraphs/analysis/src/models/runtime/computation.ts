import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * A computation that asks for the numbers of tensors on its way. Most backends can give them at once; a GPU behind
 * WebGPU gives them later or not at all.
 */
export type Computation<T> = Generator<Tensor, T, Float32Array>;

/** Runs a computation to its end, on backends that can wait. */
export function compute<T>(computation: Computation<T>): T {
  let step = computation.next();
  while (!step.done) step = computation.next(step.value.dataSync() as Float32Array);
  return step.value;
}

/** Runs a computation to its end, on any backend. */
export async function computeLater<T>(computation: Computation<T>): Promise<T> {
  let step = computation.next();
  while (!step.done) step = computation.next((await step.value.data()) as Float32Array);
  return step.value;
}
