const FIRST_MS = 250;
const MOST_MS = 30_000;

/** How long to wait before a process that keeps dying is started again: not at all at first, then twice as long each time. */
export class RestartBackoff {
  #failures = 0;

  get failures(): number {
    return this.#failures;
  }

  /** It died, or did not come up. */
  failed(): void {
    this.#failures++;
  }

  /** It did its work. */
  succeeded(): void {
    this.#failures = 0;
  }

  get delayMs(): number {
    return this.#failures < 2 ? 0 : Math.min(MOST_MS, FIRST_MS * 2 ** (this.#failures - 2));
  }
}
