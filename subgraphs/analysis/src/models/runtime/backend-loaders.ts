import { createRequire } from 'node:module';
import type * as tensorflow from '@tensorflow/tfjs-core';

export type Tensorflow = typeof tensorflow;
export type Backend = 'gpu' | 'node' | 'webgpu' | 'wasm' | 'cpu';

/** Brings one backend up and gives TensorFlow.js with that backend set; rejects where it cannot run. */
export type BackendLoader = () => Promise<Tensorflow>;

export const BACKEND_LOADERS: Readonly<Record<Backend, BackendLoader>> = {
  gpu: () => loadNative('@tensorflow/tfjs-node-gpu'),
  node: () => loadNative('@tensorflow/tfjs-node'),
  webgpu: loadWebGpu,
  wasm: () => loadPlain('wasm', () => import('@tensorflow/tfjs-backend-wasm')),
  cpu: () => loadPlain('cpu', () => import('@tensorflow/tfjs-backend-cpu')),
};

const require = createRequire(import.meta.url);

/** The native packages are optional peers: only images that want them install them. */
async function loadNative(name: string): Promise<Tensorflow> {
  giveBackNullOrUndefined(require('node:util') as Record<string, unknown>);
  const tf = (await import(name)) as Tensorflow & { default?: Tensorflow };
  return ready(tf.default ?? tf, 'tensorflow');
}

/** Dawn, by the optional peer `webgpu`. It gives its numbers later, so only what waits for them can use it. */
async function loadWebGpu(): Promise<Tensorflow> {
  const dawn = (await import(nameOf('webgpu'))) as { create(flags: string[]): object; globals: object };
  // The backend looks for a browser's GPU and its constants, and does so once, while it is imported.
  Object.assign(globalThis, dawn.globals);
  Object.defineProperty(globalThis.navigator, 'gpu', { value: dawn.create([]), configurable: true });
  return loadPlain('webgpu', () => import(nameOf('@tensorflow/tfjs-backend-webgpu')));
}

/** Hides from the compiler that packages which need not be installed are imported. */
function nameOf(optional: string): string {
  return optional;
}

async function loadPlain(
  backend: 'webgpu' | 'wasm' | 'cpu',
  load: () => Promise<unknown>,
): Promise<Tensorflow> {
  const tf = await import('@tensorflow/tfjs-core');
  await load();
  return ready(tf, backend);
}

async function ready(tf: Tensorflow, backend: string): Promise<Tensorflow> {
  // Without it, backends print advice to people on stderr, between the lines of the log.
  tf.enableProdMode();
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not set its backend "${backend}".`);
  await tf.ready();
  return tf;
}

/** Node 23 took `util.isNullOrUndefined` away, and tfjs-node still calls it. */
export function giveBackNullOrUndefined(util: Record<string, unknown>): void {
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
}
