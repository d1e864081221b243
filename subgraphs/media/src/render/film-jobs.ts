import type { CameraPath } from '../domain/camera.ts';
import type { Cue } from '../domain/captions.ts';
import type { Overlay } from '../domain/film-plan.ts';
import type { SoundScene } from './soundtrack.ts';
import type { StillSource } from './still.ts';

export type FilmFormat = 'MP4' | 'WEBM' | 'GIF';

/** A still under a moving camera; `frameCount` is how long it is shown before the next one fades in. */
export interface Shot {
  readonly still: StillSource;
  readonly camera: CameraPath;
  readonly frameCount: number;
}

export interface SegmentJob {
  readonly kind: 'SEGMENT';
  readonly output: string;
  readonly format: Exclude<FilmFormat, 'GIF'>;
  readonly width: number;
  readonly height: number;
  readonly shot: Shot;
  /** The shot that this one fades out of; the first segment fades in from black instead. */
  readonly previous: Shot | null;
  readonly overlays: readonly Overlay[];
  readonly fadesToBlack: boolean;
}

export interface SoundtrackJob {
  readonly kind: 'SOUNDTRACK';
  readonly output: string;
  readonly format: Exclude<FilmFormat, 'GIF'>;
  readonly frameCount: number;
  readonly scenes: readonly SoundScene[];
}

/** Joins finished segments and the soundtrack without encoding anything again. */
export interface MasterJob {
  readonly kind: 'MASTER';
  readonly output: string;
  readonly format: Exclude<FilmFormat, 'GIF'>;
  readonly segments: readonly { readonly path: string; readonly frameCount: number }[];
  readonly soundtrack: string;
  /** Shown by the player on demand; none when they are drawn into the pictures, or when the container has no place for them. */
  readonly captions: readonly Cue[];
  readonly title: string;
  readonly language: string;
}

/** A short silent preview: a moment of each picked shot, in a looping GIF. */
export interface PreviewJob {
  readonly kind: 'PREVIEW';
  readonly output: string;
  readonly width: number;
  readonly height: number;
  readonly shots: readonly Shot[];
}

export type FilmJob = SegmentJob | SoundtrackJob | MasterJob | PreviewJob;

export type FilmReply = { readonly ok: true } | { readonly ok: false; readonly message: string };
