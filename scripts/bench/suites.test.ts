import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { suiteFile, suitesIn } from './suites.ts';

const folder = mkdtempSync(join(tmpdir(), 'suites-'));
for (const file of ['storage.ts', 'media.ts', 'media.test.ts', 'notes.md'])
  writeFileSync(join(folder, file), '');
afterAll(() => rmSync(folder, { recursive: true }));

it('knows the benchmarks by their files', () => {
  expect(suitesIn(folder)).toEqual(['media', 'storage']);
  expect(suiteFile(folder, 'media')).toBe(join(folder, 'media.ts'));
});

it('says what there is when asked for what there is not', () => {
  expect(() => suiteFile(folder, 'medium')).toThrow(
    'There is no benchmark "medium". There are: media, storage.',
  );
  expect(() => suiteFile(folder, undefined)).toThrow('Which benchmark? There are: media, storage.');
  expect(() => suiteFile(folder, '../media')).toThrow('There is no benchmark');
});
