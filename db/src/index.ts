export * from './client.ts';
export * from './migrate.ts';
export type { QueryObserver } from './observed-client.ts';
export * from './subgraph-name.ts';
