export interface CircuitBreakerOptions {
  /** Calls that fail one after the other before the circuit opens. */
  failures: number;
  /** How long it stays open before one call may try again. */
  openMs: number;
  /** Told at each opening and closing. */
  onChange?(state: 'open' | 'closed'): void;
  now?(): number;
}

export interface CircuitBreaker {
  /** True when a call may go; each call that goes must be followed by one of the next three. */
  enter(): boolean;
  succeeded(): void;
  failed(): void;
  /** The call was given up by its caller, which says nothing about the other end. */
  cancelled(): void;
  readonly isOpen: boolean;
}

/**
 * Stops calls to what keeps failing, so that nobody waits for it. After a time a single call may try (half-open):
 * its success closes the circuit, its failure opens it for as long again.
 */
export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const { failures, openMs, onChange, now = () => performance.now() } = options;
  let inARow = 0;
  let openUntil: number | undefined;
  let trying = false;
  return {
    enter() {
      if (openUntil === undefined) return true;
      if (trying || now() < openUntil) return false;
      trying = true;
      return true;
    },
    succeeded() {
      const wasOpen = openUntil !== undefined;
      inARow = 0;
      openUntil = undefined;
      trying = false;
      if (wasOpen) onChange?.('closed');
    },
    failed() {
      inARow++;
      // A call that was already under way when the circuit opened must not keep it open for longer.
      if (openUntil !== undefined && !trying) return;
      trying = false;
      if (openUntil === undefined && inARow < failures) return;
      const wasOpen = openUntil !== undefined;
      openUntil = now() + openMs;
      if (!wasOpen) onChange?.('open');
    },
    cancelled() {
      trying = false;
    },
    get isOpen() {
      return openUntil !== undefined;
    },
  };
}
