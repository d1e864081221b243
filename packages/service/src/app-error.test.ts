import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES } from './app-error.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const rows = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8').matchAll(
  /^\|\s*`([A-Z_]+)`\s*\|\s*(\d+)\s*\|/gm,
);
const documented = new Map([...rows].map(([, code, status]) => [code!, Number(status)]));

describe('error codes', () => {
  it('each have one row in docs/errors.md', () => {
    expect([...documented.keys()].sort()).toEqual([...ERROR_CODES].sort());
  });

  it('answer with the HTTP status that their row says', () => {
    for (const code of ERROR_CODES)
      expect([code, new AppError(code, '').status]).toEqual([code, documented.get(code)]);
  });

  it('in the code are all from the list', () => {
    const files = globSync('{gateway,packages,subgraphs}/**/src/**/*.ts', {
      cwd: ROOT,
      exclude: (p) => p.includes('node_modules'),
    });
    const used = files.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/new AppError\(\s*'([A-Z_]+)'/g)].map(
        (match) => match[1]!,
      ),
    );
    expect(used.length).toBeGreaterThan(0);
    for (const code of used) expect(ERROR_CODES).toContain(code);
  });
});
