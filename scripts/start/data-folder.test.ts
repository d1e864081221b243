import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'visiobook-data-'));

describe('a data folder', () => {
  it('keeps its secrets from one start to the next', () => {
    const folder = newFolder();
    const first = openDataFolder(folder);
    first.release();
    expect(openDataFolder(folder).secrets).toEqual(first.secrets);
    expect(first.secrets.platformKey.length).toBeGreaterThanOrEqual(32);
  });

  it('is refused while another process holds it, and free again when that one died', () => {
    const folder = newFolder();
    const other = spawn('sleep', ['60']);
    writeFileSync(join(folder, 'running.pid'), String(other.pid));
    expect(() => openDataFolder(folder)).toThrow(/already runs on .*--data/);
    other.kill('SIGKILL');
    writeFileSync(join(folder, 'running.pid'), '999999999');
    expect(openDataFolder(folder).path).toBe(folder);
  });

  it('that cannot be made is refused with a sentence', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(join(file, 'data'))).toThrow(/cannot be made.*--data/);
  });
});
