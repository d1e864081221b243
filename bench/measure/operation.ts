/** An operation to measure, and its variables for each of many requests. */
export interface BenchOperation {
  name: string;
  /** The supergraph that it asks. */
  world: 'store' | 'portal';
  query: string;
  /** The same for the same number; another answer for another. */
  variables(n: number): Record<string, unknown>;
}
