/** When a signing key is made, signs and goes. */
export interface KeyAge {
  id: string;
  signsFrom: Date;
}

export interface RotationPlan {
  /** How long one key signs. */
  everyMs: number;
  /** How long a key is published before it signs: longer than any verifier keeps a copy of the key set. */
  publishAheadMs: number;
  /** How long a key stays published after its last signature: longer than a token lives. */
  keepMs: number;
}

/** The key that signs now: the youngest whose time has come. */
export function signingKey<K extends KeyAge>(keys: readonly K[], now: Date): K | undefined {
  return oldestFirst(keys).findLast(({ signsFrom }) => signsFrom <= now);
}

/** The keys that tokens may be verified with: the one that signs, the next one, and those whose tokens still live. */
export function publishedKeys<K extends KeyAge>(
  keys: readonly K[],
  now: Date,
  { keepMs }: RotationPlan,
): K[] {
  const sorted = oldestFirst(keys);
  return sorted.filter((_, i) => {
    const successor = sorted[i + 1];
    return !successor || successor.signsFrom.getTime() + keepMs > now.getTime();
  });
}

/** When a key to be made now shall sign from; null when none is due. `keys` are those that this process can use. */
export function nextKeySignsFrom(keys: readonly KeyAge[], now: Date, plan: RotationPlan): Date | null {
  const youngest = oldestFirst(keys).at(-1);
  if (!youngest) return now;
  const due = youngest.signsFrom.getTime() + plan.everyMs;
  const published = now.getTime() + plan.publishAheadMs;
  return due > published ? null : new Date(Math.max(due, published));
}

function oldestFirst<K extends KeyAge>(keys: readonly K[]): K[] {
  return keys.toSorted((a, b) => a.signsFrom.getTime() - b.signsFrom.getTime());
}
