import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookOf } from '../../test/book-of.ts';
import { folderUrl, writeLexis, writeReader } from '../../test/tiny-reader.ts';
import { loadEngine, type ModelSettings, WEIGHTS_FOLDER } from './engine.ts';
import { BACKEND_LOADERS, type BackendLoader } from './runtime/backend-loaders.ts';

const { cpu, wasm } = BACKEND_LOADERS;
const missing: BackendLoader = () => Promise.reject(new Error('Cannot find package'));
const SETTINGS = {
  backend: 'auto',
  emotion: 'mood-3',
  scenes: 'rules',
  people: 'rules',
  reader: 'rules',
} as const;

describe('loadEngine', () => {
  it('gives the stage of emotions to the model, and counts its use', async () => {
    const uses: string[] = [];
    const { info, ports } = await loadEngine(SETTINGS, {
      loaders: { gpu: missing, node: missing, webgpu: missing, wasm, cpu },
      onInference: (model, seconds) => uses.push(`${model} ${seconds > 0}`),
    });
    expect(info).toMatchObject({ version: 'baseline-10+mood-3', backend: 'wasm', problems: [] });
    expect(info.refused).toEqual(['gpu: Cannot find package', 'node: Cannot find package']);
    const book = bookOf('en', 'She laughed with joy.\n\nHe was terrified, and trembled with fear.');
    const scenes = [0, 1].map((i) => ({ firstParagraph: i, endParagraph: i + 1, confidence: 1 }));
    const moods = ports.emotion!.score(book, scenes);
    expect(moods.map(({ label }) => label)).toEqual(['JOY', 'FEAR']);
    expect(moods[0]!.valence).toBeGreaterThan(moods[1]!.valence);
    expect(uses).toEqual(['mood-3 true']);
  });

  it('adds what a network reads in the sentence to what the bags of words say', async () => {
    const loaders = { gpu: missing, node: missing, webgpu: missing, wasm, cpu };
    const { info, ports, mood } = await loadEngine({ ...SETTINGS, emotion: 'mood-4' }, { loaders });
    expect(info).toMatchObject({ version: 'baseline-10+mood-4', problems: [] });
    expect(Object.keys(ports)).toEqual(['emotion']);
    const valence = mood!.manifest.outputs.indexOf('vad:V');
    const [glad, sad, ...others] = mood!.read(
      ['I have never been so happy in all my life!', 'I have never been so sad in all my life!', '', '* * *'],
      'en',
    );
    expect(glad![valence]).toBeGreaterThan(sad![valence]! + 0.3);
    for (const row of others) expect(row.every(Number.isFinite)).toBe(true);
  });

  it('leaves moods to the bags where the network would take too long, and says so', async () => {
    const { info, ports } = await loadEngine({ ...SETTINGS, emotion: 'mood-4', backend: 'cpu' });
    expect(Object.keys(ports)).toEqual(['emotion']);
    expect(info).toMatchObject({
      version: 'baseline-10+mood-3',
      problems: ['Model mood-4 is too large for the backend cpu. mood-3 does the work of mood-4.'],
    });
  });

  it('gives the borders of scenes to their model, which needs no backend', async () => {
    const loaders = { gpu: missing, node: missing, webgpu: missing, wasm: missing, cpu: missing };
    const { info, ports } = await loadEngine({ ...SETTINGS, scenes: 'border-1' }, { loaders });
    expect(info.version).toBe('baseline-10+border-1');
    expect(Object.keys(ports)).toEqual(['scenes']);
  });

  it('leaves the borders of scenes to the rules when their model is missing', async () => {
    const { info, ports } = await loadEngine({
      backend: 'auto',
      emotion: 'lexicon',
      scenes: 'border-9',
      people: 'rules',
      reader: 'rules',
    });
    expect(ports).toEqual({});
    expect(info).toMatchObject({ version: 'baseline-10', problems: [expect.stringContaining('missing')] });
  });

  it('is the baseline alone when models are switched off', async () => {
    for (const settings of [
      { ...SETTINGS, backend: 'off' },
      { ...SETTINGS, emotion: 'lexicon' },
    ] as const) {
      const { info, ports } = await loadEngine(settings);
      expect(info).toMatchObject({ version: 'baseline-10', backend: null, problems: [] });
      expect(ports).toEqual({});
    }
  });

  it('says so and leaves the work to the baseline when no backend runs', async () => {
    const loaders = { gpu: missing, node: missing, webgpu: missing, wasm: missing, cpu: missing };
    const { info, ports } = await loadEngine(SETTINGS, { loaders });
    expect(ports).toEqual({});
    expect(info.version).toBe('baseline-10');
    expect(info.problems).toEqual([
      expect.stringContaining('No TensorFlow.js backend runs here. gpu: Cannot'),
    ]);
  });

  describe('with a reader', () => {
    let weights: URL;
    beforeEach(async () => {
      weights = folderUrl(await mkdtemp(join(tmpdir(), 'visiobook-engine-')));
      await writeLexis(weights);
      writeReader(weights);
    });
    afterEach(() => rm(weights, { recursive: true }));
    const settings = { ...SETTINGS, emotion: 'lexicon', reader: 'tiny-1' } as const;
    const book = bookOf('en', 'The old captain of the ship wrote to Mr. O’Brien. No answer came.');

    it('gives entities to the reader, and counts its use', async () => {
      const uses: string[] = [];
      const { info, ports, reader } = await loadEngine(settings, {
        ...{ weights, loaders: { gpu: missing, node: missing, webgpu: missing, wasm, cpu } },
        onInference: (model, seconds) => uses.push(`${model} ${seconds > 0}`),
      });
      expect(info).toMatchObject({ version: 'baseline-10+tiny-1', backend: 'wasm', problems: [] });
      expect(reader?.id).toBe('tiny-1');
      const spans = ports.entities!.tag(book);
      expect(spans.length).toBeGreaterThan(0);
      for (const { score } of spans) expect(score > 0.25 && score < 1).toBe(true);
      expect(uses).toEqual(['tiny-1 true']);
    });

    it('goes on with the models that are well when one is not', async () => {
      await cp(new URL('mood-3.json', WEIGHTS_FOLDER), new URL('mood-3.json', weights));
      const { info, ports } = await loadEngine({ ...settings, emotion: 'mood-3' }, { weights });
      expect(Object.keys(ports)).toEqual(['entities']);
      expect(info).toMatchObject({
        version: 'baseline-10+tiny-1',
        problems: ['The weights of model mood-3 are missing: there is no mood-3.bin.'],
      });
    });

    it('leaves entities to the rules when the word vectors under it are missing', async () => {
      await rm(new URL('tinylexis-1.bin', weights));
      await refused('The weights of model tinylexis-1 are missing');
    });

    it('leaves entities to the rules when its weights are damaged or of another version', async () => {
      await writeFile(new URL('tiny-1.bin', weights), 'too short');
      await refused('The weights of model tiny-1 are damaged');
      writeReader(weights, { features: 'reader-9' });
      await refused('reads the features reader-9');
    });

    it('leaves entities to the rules where they would take too long', async () => {
      await refused('too large for the backend cpu', { backend: 'cpu' });
    });

    async function refused(why: string, changes: Partial<ModelSettings> = {}): Promise<void> {
      const { info, ports, reader } = await loadEngine({ ...settings, ...changes }, { weights });
      expect({ ports, reader }).toEqual({ ports: {}, reader: null });
      expect(info).toMatchObject({
        ...{ version: 'baseline-10', backend: null },
        problems: [expect.stringContaining(why)],
      });
    }
  });

  describe('with files that are not as they were', () => {
    let weights: URL;
    beforeEach(async () => {
      weights = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'visiobook-engine-'))}/`);
      await cp(WEIGHTS_FOLDER, weights, { recursive: true });
    });
    afterEach(() => rm(weights, { recursive: true }));

    it('leaves the work to the baseline when the weights are damaged', async () => {
      await writeFile(new URL('mood-3.bin', weights), 'too short');
      await problem('damaged');
    });

    it('leaves the work to the baseline when the model is damaged to which another adds', async () => {
      await writeFile(new URL('mood-3.bin', weights), 'too short');
      await problem('mood-3.bin has 9 bytes', 'mood-4');
    });

    it('leaves moods to the bags when the encoder below the head is not well, or they do not go together', async () => {
      await rm(new URL('reader-3.bin', weights));
      await bagsAlone('there is no reader-3.bin. mood-3 does the work of mood-4.');
      await cp(new URL('reader-3.bin', WEIGHTS_FOLDER), new URL('reader-3.bin', weights));
      const path = new URL('mood-4.json', weights);
      const { seal: _, ...manifest } = JSON.parse(await readFile(path, 'utf8'));
      await writeFile(path, JSON.stringify({ ...manifest, shares: {} }));
      await bagsAlone('does not say how its go:admiration goes with that of mood-3. mood-3 does');
    });

    it('leaves the work to the baseline when the weights are missing', async () => {
      await rm(new URL('mood-3.bin', weights));
      await problem('missing');
    });

    it('leaves the work to the baseline when the weights are of another version', async () => {
      await change({ format: 9 });
      await problem('format 9');
      await change({ format: 1, features: 'bags-2', seal: undefined });
      await problem('reads the features bags-2');
    });

    async function change(changes: object): Promise<void> {
      const { default: manifest } = await import(new URL('mood-3.json', WEIGHTS_FOLDER).href, {
        with: { type: 'json' },
      });
      await writeFile(new URL('mood-3.json', weights), JSON.stringify({ ...manifest, ...changes }));
    }

    async function bagsAlone(why: string): Promise<void> {
      const { info, ports } = await loadEngine({ ...SETTINGS, emotion: 'mood-4' }, { weights });
      expect(Object.keys(ports)).toEqual(['emotion']);
      expect(info).toMatchObject({
        version: 'baseline-10+mood-3',
        problems: [expect.stringContaining(why)],
      });
    }

    async function problem(why: string, emotion = 'mood-3'): Promise<void> {
      const { info, ports } = await loadEngine({ ...SETTINGS, emotion }, { weights });
      expect(ports).toEqual({});
      expect(info).toMatchObject({ version: 'baseline-10', problems: [expect.stringContaining(why)] });
    }
  });
});
