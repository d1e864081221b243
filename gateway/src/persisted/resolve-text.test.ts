import { anonymous, createLogger } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { createPersistedOperations, sha256 } from './manifest.ts';
import type { OperationStore } from './operation-store.ts';
import { createMemoryQueryStore } from './query-store.ts';
import { type AskedOperation, createResolveText, type PersistedMode } from './resolve-text.ts';

const BOOKS = 'query Books {\n  books {\n    id\n  }\n}';
const ALL = 'query All {\n  all\n}';
const operations = createPersistedOperations([
  { id: 'books-1', name: 'Books', type: 'query', body: BOOKS, clientName: 'portal' },
  { id: 'all-1', name: 'All', type: 'query', body: ALL },
]);

const published: OperationStore = {
  byId: async (id, { client }) => operations.byId(id, client),
  byText: async (text, { client }) => operations.byText(text, client),
};
const viewer = anonymous('request-1');

function resolver(modes: Record<string, PersistedMode> = {}) {
  const lines: string[] = [];
  const log = createLogger({
    service: 'test',
    version: '0',
    environment: 'test',
    logLevel: 'info',
    destination: { write: (line) => void lines.push(line) },
  });
  const resolveFor = createResolveText({ published, modes, store: createMemoryQueryStore(50), log });
  const resolve = (asked: AskedOperation, client: string) => resolveFor(asked, { client, viewer });
  return { resolve, lines };
}

const hash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } });

describe('persisted operations', () => {
  it('are found by their id, of their client or of all', async () => {
    const { resolve } = resolver();
    expect(await resolve({ documentId: 'books-1', variables: { a: 1 } }, 'portal')).toEqual({
      query: BOOKS,
      variables: { a: 1 },
    });
    const extensions = { persistedQuery: { sha256Hash: 'all-1' }, other: 1 };
    expect(await resolve({ extensions }, 'x')).toEqual({ query: ALL, extensions: { other: 1 } });
    await expect(resolve({ documentId: 'books-1' }, 'admin')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are all that a client may send when it must publish them, however they are laid out', async () => {
    const { resolve } = resolver({ '*': 'require-known', free: 'off' });
    expect(await resolve({ query: 'query Books { books { id } } # mine' }, 'portal')).toEqual({
      query: BOOKS,
    });
    const refused = { code: 'OPERATION_NOT_ALLOWED' };
    await expect(resolve({ query: BOOKS }, 'admin')).rejects.toMatchObject(refused);
    await expect(resolve({ query: '{ books { id } }' }, 'portal')).rejects.toMatchObject(refused);
    await expect(resolve({ query: '{ x }', documentId: 'all-1' }, 'portal')).rejects.toMatchObject(refused);
    await expect(resolve({ query: '{ x', ...hash('{ x') }, 'portal')).rejects.toMatchObject(refused);
    await expect(resolve({ query: '{ x }' }, 'constructor')).rejects.toMatchObject(refused);
    expect(await resolve({ query: '{ x }' }, 'free')).toEqual({ query: '{ x }' });
  });

  it('that are missing are logged once and let through, where that is wanted', async () => {
    const { resolve, lines } = resolver({ '*': 'log-unknown' });
    for (let i = 0; i < 3; i++) await resolve({ query: '{ x }' }, 'a');
    await resolve({ query: '{ x }' }, 'b');
    await resolve({ query: ALL }, 'a');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(sha256('{ x }'));
  });

  it('may be made by a client: asked by hash, told, and known from then on', async () => {
    const { resolve } = resolver();
    await expect(resolve(hash('{ x }'), 'a')).rejects.toMatchObject({ message: 'PersistedQueryNotFound' });
    await resolve({ query: '{ x }', ...hash('{ x }') }, 'a');
    expect(await resolve(hash('{ x }'), 'a')).toEqual({ query: '{ x }' });
    const lie = { query: '{ y }', ...hash('{ x }') };
    await expect(resolve(lie, 'a')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(resolve({}, 'a')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('that were made so are forgotten, the longest unused first, when they are too many', async () => {
    const { resolve } = resolver();
    const texts = ['a', 'b', 'c'].map((name) => `{ ${name.repeat(16)} }`);
    const [a = '', b = '', c = ''] = texts;
    await resolve({ query: a, ...hash(a) }, 'x');
    await resolve({ query: b, ...hash(b) }, 'x');
    await resolve(hash(a), 'x');
    await resolve({ query: c, ...hash(c) }, 'x');
    expect(await resolve(hash(a), 'x')).toEqual({ query: a });
    await expect(resolve(hash(b), 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
