import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { readWeights } from './read-weights.ts';

const ids = readdirSync(WEIGHTS_FOLDER)
  .filter((file) => file.endsWith('.bin'))
  .map((file) => file.slice(0, -4));

/** What a checkout, an image and a process's memory bear. */
const LARGEST = 20_000_000;
const LARGEST_TOGETHER = 60_000_000;

describe.each(ids)('the weights %s', (id) => {
  it('are whole, not too large, and have a card that names their hash', async () => {
    const { manifest } = await readWeights(WEIGHTS_FOLDER, id);
    expect(manifest.seal, `node training/seal.ts ${id}`).toBeDefined();
    expect(manifest.weights.bytes).toBeLessThan(LARGEST);
    expect(readFileSync(new URL(`${id}.md`, WEIGHTS_FOLDER), 'utf8')).toContain(manifest.weights.sha256);
  });
});

it('the weights together are not too large', () => {
  const sizes = readdirSync(WEIGHTS_FOLDER).map((file) => statSync(new URL(file, WEIGHTS_FOLDER)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LARGEST_TOGETHER);
});
