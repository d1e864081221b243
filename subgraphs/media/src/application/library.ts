import type { Aspect, Emotion, ExportFormat, GenerationSettings, Language } from '@visiobook/schema';
import type { View } from '../domain/camera.ts';
import type { Setting, TimedSentence } from '../domain/film-frame.ts';

export interface Failure {
  code: string;
  message: string;
}

/** What a storyboard must know of a scene, kept with its picture so that assembling asks no neighbour. */
export interface SceneFacts {
  sceneId: string;
  index: number;
  language: Language;
  title: string;
  caption: string;
  chapterIndex: number;
  chapterTitle: string | null;
  emotion: Emotion;
  setting: Setting;
}

/** A picture or a voice of a scene. */
export interface Asset {
  id: string;
  projectId: string;
  kind: 'ILLUSTRATION' | 'NARRATION';
  status: 'READY' | 'FAILED';
  fileId: string | null;
  mediaType: string;
  byteSize: number | null;
  provider: string;
  prompt: string;
  seed: number;
  inputHash: string;
  alt: string | null;
  width: number | null;
  height: number | null;
  duration: number | null;
  timings: TimedSentence[] | null;
  scene: SceneFacts;
  failure: Failure | null;
}

export interface Storyboard {
  id: string;
  projectId: string;
  runId: string;
  analysisId: string;
  documentId: string;
  title: string;
  authors: string[];
  language: Language;
  settings: GenerationSettings;
  duration: number;
  version: number;
  createdAt: Date;
}

export interface Frame {
  id: string;
  storyboardId: string;
  index: number;
  sceneId: string;
  illustrationId: string;
  narrationId: string;
  caption: string;
  chapterTitle: string | null;
  duration: number;
  transition: { kind: 'CROSSFADE'; duration: number };
  camera: View[];
  locked: boolean;
  status: 'READY' | 'FAILED';
  failure: Failure | null;
  version: number;
}

export type ExportStatus = 'QUEUED' | 'RENDERING' | 'READY' | 'FAILED' | 'CANCELLED';

/** A file that is, or will be, rendered from a storyboard. */
export interface ExportJob {
  id: string;
  projectId: string;
  storyboardId: string;
  runId: string | null;
  ownerId: string;
  format: ExportFormat;
  aspect: Aspect;
  height: number;
  burnCaptions: boolean;
  status: ExportStatus;
  done: number;
  total: number;
  fileId: string | null;
  byteSize: number | null;
  duration: number | null;
  failure: Failure | null;
  lastSeq: number;
  createdAt: Date;
}

/** One row of an export's log. */
export interface ExportStep {
  exportId: string;
  seq: number;
  status: ExportStatus;
  done: number;
  total: number;
  message: string;
  at: Date;
}

/** A row of the log with the export as it was when the row was read. */
export interface ExportEvent extends ExportStep {
  export: ExportJob;
}

const ENDS: readonly ExportStatus[] = ['READY', 'FAILED', 'CANCELLED'];

/** Nothing follows in an export's log. */
export function hasEnded({ status }: { status: ExportStatus }): boolean {
  return ENDS.includes(status);
}

export function percentOf({ status, done, total }: Pick<ExportStep, 'status' | 'done' | 'total'>): number {
  if (status === 'READY') return 100;
  return total === 0 ? 0 : Math.round((1000 * done) / total) / 10;
}
