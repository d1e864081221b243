import { describe, expect, it } from 'vitest';
import { BACKEND_LOADERS, type BackendLoader, giveBackNullOrUndefined } from './backend-loaders.ts';
import { NoBackend, startRuntime } from './model-runtime.ts';

const missing: BackendLoader = () => Promise.reject(new Error('Cannot find package\nRequire stack: …'));
const { cpu } = BACKEND_LOADERS;

describe('startRuntime', () => {
  it('takes the fastest backend that loads, and says why faster ones were refused', async () => {
    const { backend, refused } = await startRuntime('auto', {
      gpu: missing,
      node: missing,
      webgpu: missing,
      wasm: cpu,
      cpu,
    });
    expect(backend).toBe('wasm');
    expect(refused).toEqual([
      { backend: 'gpu', reason: 'Cannot find package' },
      { backend: 'node', reason: 'Cannot find package' },
    ]);
  });

  it('prefers the GPU to all others', async () => {
    const { backend, refused } = await startRuntime('auto', {
      gpu: cpu,
      node: cpu,
      webgpu: missing,
      wasm: cpu,
      cpu,
    });
    expect({ backend, refused }).toEqual({ backend: 'gpu', refused: [] });
  });

  it('refuses a backend that loads but cannot compute', async () => {
    const broken: BackendLoader = async () => {
      const tf = await cpu();
      return { ...tf, matMul: () => tf.tensor1d([7]) } as unknown as typeof tf;
    };
    const { backend, refused } = await startRuntime('auto', {
      gpu: missing,
      node: broken,
      webgpu: missing,
      wasm: missing,
      cpu,
    });
    expect(backend).toBe('cpu');
    expect(refused[1]).toEqual({ backend: 'node', reason: 'The backend computes 1·3 + 2·4 as 7.' });
  });

  it('takes no other backend than the one that was named', async () => {
    const start = startRuntime('gpu', { gpu: missing, node: cpu, webgpu: missing, wasm: cpu, cpu });
    await expect(start).rejects.toThrow(NoBackend);
    await expect(start).rejects.toThrow('gpu: Cannot find package');
  });

  it('takes WebGPU only by its name', async () => {
    const webgpu: BackendLoader = () => cpu();
    const loaders = { gpu: missing, node: missing, webgpu, wasm: missing, cpu: missing };
    await expect(startRuntime('auto', loaders)).rejects.toThrow(NoBackend);
    expect((await startRuntime('webgpu', loaders)).backend).toBe('webgpu');
  });

  it('runs on WebAssembly with what npm installs', async () => {
    const { backend, tf } = await startRuntime('wasm');
    expect(backend).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
  });
});

describe('giveBackNullOrUndefined', () => {
  it('gives tfjs-node the function that Node 23 took away, and leaves one that is there', () => {
    const util: Record<string, unknown> = {};
    giveBackNullOrUndefined(util);
    const given = util.isNullOrUndefined as (value: unknown) => boolean;
    expect([given(null), given(undefined), given(0)]).toEqual([true, true, false]);
    giveBackNullOrUndefined(util);
    expect(util.isNullOrUndefined).toBe(given);
  });
});
