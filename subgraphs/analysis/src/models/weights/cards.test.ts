import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WEIGHTS_FOLDER } from '../engine.ts';
import { readWeights } from './read-weights.ts';

const ids = readdirSync(WEIGHTS_FOLDER)
  .filter((file) => file.endsWith('.bin'))
  .map((file) => file.slice(0, -4));

describe.each(ids)('the weights %s', (id) => {
  it('are whole, below 10 MB, and have a card that names their hash', async () => {
    const { manifest } = await readWeights(WEIGHTS_FOLDER, id);
    expect(`${manifest.name}-${manifest.version}`).toBe(id);
    expect(manifest.weights.bytes).toBeLessThan(10_000_000);
    expect(readFileSync(new URL(`${id}.md`, WEIGHTS_FOLDER), 'utf8')).toContain(manifest.weights.sha256);
  });
});
