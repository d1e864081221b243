import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// Node loads the CommonJS build of graphql, Vite would take the other one, and two copies of it refuse each other.
const resolve = {
  alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
};

// Three floors of tests: pure ones beside the code, real apps on a real Postgres, the whole platform.
export default defineConfig({
  test: {
    // By default one core is left idle, which on two is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          // What they import is loaded once a worker instead of once a file: a third of the time.
          isolate: false,
          include: ['{gateway,schema,db,scripts}/**/*.test.ts', '{subgraphs,packages}/*/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.int.test.ts'],
        },
      },
      {
        resolve,
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
        resolve,
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
