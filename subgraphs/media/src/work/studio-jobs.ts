import type { SceneBrief } from '@visiobook/schema';
import type { TimedSentence } from '../domain/film-frame.ts';

/** What the studio's processes are asked for; plain data, since it crosses a process boundary. */
export type StudioJob =
  | { kind: 'DRAW'; brief: SceneBrief; width: number; height: number; seed: number }
  | { kind: 'SPEAK'; brief: SceneBrief; narration: 'DIGEST' | 'FULL' };

export type StudioReply =
  | { ok: true; kind: 'DRAW'; png: Uint8Array; alt: string }
  | { ok: true; kind: 'SPEAK'; wav: Uint8Array; sentences: TimedSentence[]; duration: number }
  | { ok: false; message: string };
