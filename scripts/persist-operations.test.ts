import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { persistOperations } from './persist-operations.ts';

function manifestOf(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'operations-'));
  mkdirSync(join(folder, 'portal'));
  writeFileSync(join(folder, 'portal', 'one.graphql'), text);
  return () => JSON.parse(persistOperations('type Query { a: Int }', folder)) as { operations: object[] };
}

describe('the manifest of persisted operations', () => {
  it('holds each operation under the hash of its text, for its client', () => {
    expect(manifestOf('query One { a }')().operations).toEqual([
      {
        id: 'da2424b1c7c3bf0718dbaa0139462a8bd3e7c9831e39f9e143ee67ed8a3c9e0a',
        name: 'One',
        type: 'query',
        clientName: 'portal',
        body: 'query One {\n  a\n}',
      },
    ]);
  });

  it('takes operations that want a part of their answer later', () => {
    const [operation] = manifestOf('query One { ... @defer { a } }')().operations;
    expect(operation).toMatchObject({ name: 'One', body: expect.stringContaining('@defer') });
  });

  it.each([
    ['is not in the graph', 'query One { b }'],
    ['has no name', '{ a }'],
    ['shares its file', 'query One { a } query Two { a }'],
  ])('refuses an operation that %s, and names its file', (_why, text) => {
    expect(manifestOf(text)).toThrow('one.graphql');
  });
});
