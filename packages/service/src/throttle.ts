/**
 * Tells whether enough time has passed since the last time it said yes. For progress that comes faster than anyone
 * can read it.
 *
 * @example const due = throttle(250); if (due()) await report(step);
 */
export function throttle(everyMs: number, now: () => number = Date.now): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - last < everyMs) return false;
    last = now();
    return true;
  };
}
