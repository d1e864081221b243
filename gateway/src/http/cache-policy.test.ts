import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { cachePolicy, readCacheHints } from './cache-policy.ts';

const SDL = `
  enum CacheControlScope { PUBLIC PRIVATE }
  directive @cacheControl(maxAge: Int, scope: CacheControlScope) on FIELD_DEFINITION | OBJECT
  type Query { books: [Book] @cacheControl(maxAge: 300)  news: [Book]  me: User @cacheControl(maxAge: 60)  count: Int }
  type Book { title: String stock: Int @cacheControl(maxAge: 5) author: Author sequel: Book }
  type Author @cacheControl(maxAge: 100) { name: String }
  type User @cacheControl(scope: PRIVATE) { name: String }
`;
const schema = buildSchema(SDL);
const hints = readCacheHints(SDL);

describe('how long an answer may be kept', () => {
  it.each([
    ['{ books { title } }', 'max-age=300, public'],
    ['{ books { stock ...A } } fragment A on Book { author { name } }', 'max-age=5, public'],
    ['{ books { author { name } } }', 'max-age=100, public'],
    ['{ me { name } books { title } }', 'max-age=60, private'],
    ['{ books { sequel { title } } }', undefined],
    ['{ news { title } }', undefined],
    ['{ count }', undefined],
    ['{ __typename }', undefined],
  ])('%s: %s', (source, expected) => {
    const document = parse(source);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    expect(cachePolicy(schema, hints, document, operation)).toBe(expected);
  });
});
