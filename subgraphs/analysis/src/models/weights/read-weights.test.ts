import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWeights, WeightsRefused } from './read-weights.ts';
import { sealed } from './seal.ts';

const BINARY = Uint8Array.from([0, 51, 102, 255]);

describe('readWeights', () => {
  let folder: URL;
  beforeEach(async () => {
    folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'visiobook-weights-'))}/`);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads a manifest and the binary that it names', async () => {
    await write();
    const { manifest, binary } = await readWeights(folder, 'tiny-1');
    expect(manifest.name).toBe('tiny');
    expect([...new Uint8Array(binary)]).toEqual([...BINARY]);
  });

  it('refuses a model of which there are no files', async () => {
    await refused('missing: there is no tiny-1.json');
    await write();
    await rm(new URL('tiny-1.bin', folder));
    await refused('missing: there is no tiny-1.bin');
  });

  it('refuses weights in which one bit is another', async () => {
    await write();
    await writeFile(new URL('tiny-1.bin', folder), Uint8Array.from([0, 51, 103, 255]));
    await refused('are damaged: the SHA-256 of tiny-1.bin');
  });

  it('refuses weights that were cut off', async () => {
    await write();
    await writeFile(new URL('tiny-1.bin', folder), BINARY.subarray(0, 3));
    await refused('are damaged: tiny-1.bin has 3 bytes, not 4');
  });

  it('refuses a format that it does not read', async () => {
    await write({ format: 2 });
    await refused('has weights of format 2 in tiny-1.json; this version reads format 1');
  });

  it('refuses a manifest that is no JSON, or says too little', async () => {
    await writeFile(new URL('tiny-1.json', folder), '{"format": 1,');
    await refused('tiny-1.json is no JSON');
    await write({ languages: [] });
    await refused('languages');
  });

  it('refuses tensors that do not fill the binary', async () => {
    const tensors = [{ name: 'a', shape: [2, 3], dtype: 'float32', quantization: { dtype: 'float16' } }];
    await write({}, { tensors });
    await refused('the tensors of tiny-1.json take 12 bytes, and tiny-1.bin has 4');
  });

  it('refuses files of another model under this name', async () => {
    await write({ name: 'other' });
    await refused('tiny-1.json says other-1');
  });

  it('refuses a file that it may not read', async () => {
    await write();
    await rm(new URL('tiny-1.bin', folder));
    await mkdir(new URL('tiny-1.bin', folder));
    await refused('cannot be read: tiny-1.bin: EISDIR');
  });

  it('refuses a sealed manifest in which one digit is another', async () => {
    await write();
    const file = new URL('tiny-1.json', folder);
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify(sealed(manifest), null, 2));
    expect((await readWeights(folder, 'tiny-1')).manifest.name).toBe('tiny');
    await writeFile(file, JSON.stringify(sealed(manifest)).replace('"scale":0.1', '"scale":0.7'));
    await refused('what tiny-1.json says is not what it was sealed with');
  });

  async function write(changes: object = {}, weights: object = {}): Promise<void> {
    const manifest = {
      format: 1,
      name: 'tiny',
      version: '1',
      task: 'tests',
      languages: ['en'],
      features: 'bags-1',
      outputs: ['one'],
      calibration: {},
      thresholds: {},
      weights: {
        file: 'tiny-1.bin',
        bytes: BINARY.byteLength,
        sha256: createHash('sha256').update(BINARY).digest('hex'),
        tensors: [
          {
            name: 'a',
            shape: [2, 2],
            dtype: 'float32',
            quantization: { dtype: 'uint8', scale: 0.1, min: -1 },
          },
        ],
        ...weights,
      },
      ...changes,
    };
    await writeFile(new URL('tiny-1.json', folder), JSON.stringify(manifest));
    await writeFile(new URL('tiny-1.bin', folder), BINARY);
  }

  async function refused(why: string): Promise<void> {
    const error = await readWeights(folder, 'tiny-1').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WeightsRefused);
    expect((error as Error).message).toContain(why);
  }
});
