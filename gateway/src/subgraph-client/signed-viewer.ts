import { signViewer } from '@visiobook/service';
import type { UnsignedViewer } from '../context.ts';

export type SignedViewer = (viewer: UnsignedViewer) => string;

/** A statement is good for minutes; one is never used for longer than this. */
const USED_MS = 30_000;

/** Signs viewers. The many calls that one operation makes carry one statement. */
export function createSignedViewer(platformKey: string, now: () => number = Date.now): SignedViewer {
  const known = new WeakMap<UnsignedViewer, { text: string; at: number }>();
  return (viewer) => {
    const at = now();
    const present = known.get(viewer);
    if (present && at - present.at < USED_MS) return present.text;
    const text = signViewer(viewer, platformKey, at);
    known.set(viewer, { text, at });
    return text;
  };
}
