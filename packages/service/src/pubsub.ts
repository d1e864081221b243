/** Delivers a wake-up to a reader; the reader then looks at the table, which is the truth. */
export interface PubSub {
  /** Wakes every subscriber of `topic` in every process. Fire and forget: a lost one costs latency only. */
  publish(topic: string, payload?: string): Promise<void>;
  /**
   * Calls `wake` on each publication to `topic`, and once after a lost connection is back, since publications in
   * between were missed.
   */
  subscribe(topic: string, wake: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
