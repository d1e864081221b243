import { BACKEND_LOADERS, type Backend, type BackendLoader, type Tensorflow } from './backend-loaders.ts';

/** `auto` takes the fastest that runs here; a name takes that backend or none; `off` runs no model at all. */
export const BACKEND_CHOICES = ['auto', 'gpu', 'node', 'webgpu', 'wasm', 'cpu', 'off'] as const;
export type BackendChoice = (typeof BACKEND_CHOICES)[number];

/** TensorFlow.js on the backend that was taken, and why faster ones were not. */
export interface ModelRuntime {
  tf: Tensorflow;
  backend: Backend;
  refused: Refusal[];
}

export interface Refusal {
  backend: Backend;
  reason: string;
}

/** No backend runs models here. */
export class NoBackend extends Error {
  override readonly name = 'NoBackend';
  readonly refused: readonly Refusal[];

  constructor(refused: readonly Refusal[]) {
    const reasons = refused.map(({ backend, reason }) => `${backend}: ${reason}`);
    super(`No TensorFlow.js backend runs here. ${reasons.join('; ')}`);
    this.refused = refused;
  }
}

/** Without WebGPU, which where there is no GPU comes as a program that computes slower than WebAssembly. */
const FASTEST_FIRST: readonly Backend[] = ['gpu', 'node', 'wasm', 'cpu'];

/**
 * Takes the first backend that loads and computes.
 *
 * @throws NoBackend when none does.
 */
export async function startRuntime(
  choice: Exclude<BackendChoice, 'off'>,
  loaders: Readonly<Record<Backend, BackendLoader>> = BACKEND_LOADERS,
): Promise<ModelRuntime> {
  const refused: Refusal[] = [];
  for (const backend of choice === 'auto' ? FASTEST_FIRST : [choice]) {
    try {
      const tf = await loaders[backend]();
      await computes(tf);
      return { tf, backend, refused };
    } catch (error) {
      refused.push({ backend, reason: firstLine(error) });
    }
  }
  throw new NoBackend(refused);
}

/** A native library can load and then fail at its first operation, for want of a driver: better here than in a book. */
async function computes(tf: Tensorflow): Promise<void> {
  const product = tf.tidy(() => tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])));
  const [sum] = await product.data();
  product.dispose();
  if (sum !== 11) throw new Error(`The backend computes 1·3 + 2·4 as ${sum}.`);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]!.slice(0, 300);
}
