/** One request at a time may touch an upload. */
export interface UploadTurns {
  /**
   * Waits for the turn. Whoever has it is told to stop: a client that comes back while its old request still seems
   * to run has lost that connection, and must not wait until we notice.
   *
   * @returns ends the turn
   */
  take(fileId: string, interrupt: () => void): Promise<() => void>;
  isBusy(fileId: string): boolean;
  /** Ends every request at work; uploads go on later where they were. */
  interruptAll(): void;
}

export function uploadTurns(): UploadTurns {
  const holders = new Map<string, { interrupt(): void; ended: Promise<void> }>();
  return {
    isBusy: (fileId) => holders.has(fileId),
    interruptAll() {
      for (const { interrupt } of holders.values()) interrupt();
    },
    async take(fileId, interrupt) {
      for (let holder = holders.get(fileId); holder; holder = holders.get(fileId)) {
        holder.interrupt();
        await holder.ended;
      }
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      holders.set(fileId, { interrupt, ended });
      return () => {
        holders.delete(fileId);
        resolve();
      };
    },
  };
}
