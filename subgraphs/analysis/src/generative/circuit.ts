/** Leaves a provider alone after it failed several times in a row, and tries one call again when a while has passed. */
export interface Circuit {
  /** Whether a call may be made now. */
  isClosed(): boolean;
  succeeded(): void;
  failed(): void;
}

export interface CircuitOptions {
  /** Failures in a row that open it. */
  failures?: number;
  openMs?: number;
  now?: () => number;
}

export function createCircuit({
  failures = 3,
  openMs = 60_000,
  now = Date.now,
}: CircuitOptions = {}): Circuit {
  let inARow = 0;
  let openUntil = 0;
  return {
    isClosed() {
      if (inARow < failures) return true;
      if (now() < openUntil) return false;
      // One call tries; the others go on waiting until it is known how that went.
      openUntil = now() + openMs;
      return true;
    },
    succeeded() {
      inARow = 0;
    },
    failed() {
      inARow++;
      if (inARow >= failures) openUntil = now() + openMs;
    },
  };
}
