import { defineConfig } from 'vitest/config';

// Three floors of tests: pure ones beside the code, real apps on a real Postgres, the whole platform.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{gateway,schema,db,scripts}/**/*.test.ts', '{subgraphs,packages}/*/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.int.test.ts'],
        },
      },
      {
        test: {
          name: 'int',
          include: ['**/test/**/*.int.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: ['packages/testing/src/postgres-server.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['gateway/test/e2e/*.e2e.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          globalSetup: ['packages/testing/src/postgres-server.ts'],
        },
      },
    ],
  },
});
