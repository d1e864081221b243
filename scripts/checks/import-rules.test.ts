import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findViolations, violationsOf } from './import-rules.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const rulesOf = (file: string, specifier: string) => violationsOf(file, specifier).map(({ rule }) => rule);

describe('the import rules', () => {
  it('hold in this repository', () => {
    expect(findViolations(ROOT)).toEqual([]);
  });

  it.each([
    ['subgraphs/media/src/app.ts', '@visiobook/storage', 'a subgraph never imports a subgraph'],
    ['subgraphs/media/src/app.ts', '../../storage/src/app.ts', 'a subgraph never imports a subgraph'],
    ['gateway/src/app.ts', '@visiobook/db', 'the gateway never imports db'],
    [
      'packages/service/src/queue.ts',
      '@visiobook/schema',
      'packages/service, schema and db import none of ours',
    ],
    ['schema/src/compose.ts', '../../db/src/index.ts', 'packages/service, schema and db import none of ours'],
    [
      'subgraphs/projects/src/domain/run.ts',
      'graphql',
      'domain knows neither GraphQL nor Drizzle nor tables',
    ],
    [
      'subgraphs/projects/src/domain/run.ts',
      '@visiobook/db/tables/projects',
      'domain knows neither GraphQL nor Drizzle nor tables',
    ],
    [
      'subgraphs/projects/src/domain/run.ts',
      '../data/run-repository.ts',
      'domain imports neither resolvers nor data',
    ],
    [
      'subgraphs/projects/src/resolvers/Query.ts',
      '../data/run-repository.ts',
      'resolvers reach data through domain only',
    ],
    ['subgraphs/projects/src/app.ts', '@visiobook/testing', 'the test kit is for tests only'],
  ])('find %s importing %s', (file, specifier, rule) => {
    expect(rulesOf(file, specifier)).toContain(rule);
  });

  it.each([
    ['subgraphs/projects/src/resolvers/Query.ts', '../domain/run.ts'],
    ['subgraphs/projects/src/data/run-repository.ts', '@visiobook/db/tables/projects'],
    ['subgraphs/projects/test/run.int.test.ts', '@visiobook/testing'],
    ['gateway/src/app.ts', '@visiobook/service'],
    ['scripts/start/platform.ts', '@visiobook/db'],
  ])('let %s import %s', (file, specifier) => {
    expect(rulesOf(file, specifier)).toEqual([]);
  });
});
