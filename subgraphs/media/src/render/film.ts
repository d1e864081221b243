import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Language } from '@visiobook/schema';
import { type Aspect, type FilmFrame, filmSize } from '../domain/film-frame.ts';
import { filmCues, planItemCamera, planOverlays } from '../domain/film-plan.ts';
import { hash32 } from '../domain/seeded-random.ts';
import { FRAMES_PER_SECOND, planTimeline, type Timeline, type TimelineItem } from '../domain/timeline.ts';
import { endCard, titleCard } from '../domain/title-cards.ts';
import { ChildWorker } from './child-worker.ts';
import type { FilmFormat, FilmJob, FilmReply, SegmentJob, Shot } from './film-jobs.ts';
import type { SoundScene } from './soundtrack.ts';
import { escapeXml, fitted, wrapWords } from './typeset.ts';

export interface FilmOptions {
  readonly frames: readonly FilmFrame[];
  readonly title: string;
  readonly authors: readonly string[];
  readonly language: Language;
  readonly aspect: Aspect;
  /** Length of the film's short side in pixels. */
  readonly height: number;
  readonly format: FilmFormat;
  /** Drawn into the pictures; else an MP4 has them as a track of their own, and other formats go without. */
  readonly burnCaptions: boolean;
  /** Finished segments stay here under the hash of all that decides them; give the same folder to continue a film. */
  readonly workDir: string;
  readonly signal?: AbortSignal;
  /** Processes that render at once; the machine's cores by default, four at most. */
  readonly workers?: number;
}

export interface FilmProgress {
  readonly done: number;
  readonly total: number;
  readonly message: string;
}

export interface Film {
  readonly path: string;
  readonly seconds: number;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** Part of every cache key: raise it when the same inputs should give another picture or sound. */
const RENDERER = 'film-2';
const ATTEMPTS = 2;
const MOST_WORKERS = 4;
const MOST_FRAMES = 5000;
const PREVIEW_SHOTS = 10;
const PREVIEW_HEIGHT = 320;

/** Renders a film step by step. A film that was stopped, or whose scenes changed, reuses every step that still fits. */
export async function* renderFilm(options: FilmOptions): AsyncGenerator<FilmProgress, Film> {
  if (options.frames.length === 0) throw new RangeError('a film needs at least one frame');
  if (options.frames.length > MOST_FRAMES) throw new RangeError(`a film has at most ${MOST_FRAMES} frames`);
  await mkdir(options.workDir, { recursive: true });
  const plan = options.format === 'GIF' ? await planPreview(options) : await planFilm(options);
  const crew = new Crew(options.workers ?? Math.min(MOST_WORKERS, availableParallelism()), options.signal);
  let done = 0;
  const total = plan.parts.length + 1;
  try {
    for await (const message of crew.runAll(plan.parts)) yield { done: ++done, total, message };
    await crew.run(plan.master);
    yield { done: total, total, message: 'film' };
  } finally {
    await crew.close();
  }
  const { size: bytes } = await stat(plan.master.path);
  return { path: plan.master.path, seconds: plan.seconds, bytes, width: plan.width, height: plan.height };
}

/** A job with the place where its result will be found, now or from an earlier run. */
interface Step {
  readonly path: string;
  readonly message: string;
  readonly job: (output: string) => FilmJob;
}

interface Plan {
  readonly parts: readonly Step[];
  readonly master: Step;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
}

async function planFilm(options: FilmOptions): Promise<Plan> {
  const format = options.format === 'WEBM' ? 'WEBM' : 'MP4';
  const { width, height } = filmSize(options.aspect, options.height);
  const timeline = planTimeline(options.frames);
  const shots = timeline.items.map((item) => shotOf(item, options, width, height));
  const marks = await fingerprints(options.frames);
  const suffix = format === 'MP4' ? 'mp4' : 'webm';
  const segments = timeline.items.map((item, i): Step => {
    const frame = frameOf(item, options);
    const job: Omit<SegmentJob, 'output'> = {
      kind: 'SEGMENT',
      format,
      width,
      height,
      shot: shots[i]!,
      previous: shots[i - 1] ?? null,
      overlays: frame ? planOverlays(item, frame, options.burnCaptions) : [],
      fadesToBlack: item.kind === 'END',
    };
    const before = timeline.items[i - 1];
    const pictures = [pictureMark(item, marks), before ? pictureMark(before, marks) : ''];
    const path = join(options.workDir, `segment-${keyOf(forgetPaths(job), pictures)}.${suffix}`);
    return {
      path,
      message: frame ? `scene ${item.frame! + 1}` : item.kind.toLowerCase(),
      job: (output) => ({ ...job, output }),
    };
  });
  const soundtrack = soundtrackStep(options, timeline, format, marks);
  const masterJob = {
    kind: 'MASTER',
    format,
    segments: segments.map(({ path }, i) => ({ path, frameCount: timeline.items[i]!.frameCount })),
    soundtrack: soundtrack.path,
    captions: options.burnCaptions || format === 'WEBM' ? [] : filmCues(options.frames),
    title: options.title,
    language: options.language,
  } as const;
  const key = keyOf(
    segments.map((step) => step.path),
    soundtrack.path,
    masterJob.captions,
    options.title,
    options.language,
  );
  return {
    // The soundtrack goes first: it is one long job, and segments fill the other processes meanwhile.
    parts: [soundtrack, ...segments],
    master: {
      path: join(options.workDir, `film-${key}.${suffix}`),
      message: 'film',
      job: (output) => ({ ...masterJob, output }),
    },
    seconds: timeline.seconds,
    width,
    height,
  };
}

async function planPreview(options: FilmOptions): Promise<Plan> {
  const { width, height } = filmSize(options.aspect, Math.min(PREVIEW_HEIGHT, options.height));
  const timeline = planTimeline(options.frames);
  const scenes = timeline.items.filter((item) => item.kind === 'SCENE');
  const stride = Math.max(1, scenes.length / PREVIEW_SHOTS);
  const picked = scenes.filter((_, i) => Math.floor(i / stride) !== Math.floor((i - 1) / stride));
  const items = [timeline.items[0]!, ...picked];
  const shots = items.map((item) => shotOf(item, options, width, height));
  const marks = await fingerprints(options.frames);
  const key = keyOf(
    forgetPaths({ shots, width, height }),
    items.map((item) => pictureMark(item, marks)),
  );
  const path = join(options.workDir, `preview-${key}.gif`);
  const job = { kind: 'PREVIEW', width, height, shots } as const;
  const seconds = shots.length * 1.2;
  return {
    parts: [],
    master: { path, message: 'film', job: (output) => ({ ...job, output }) },
    seconds,
    width,
    height,
  };
}

function soundtrackStep(
  options: FilmOptions,
  timeline: Timeline,
  format: 'MP4' | 'WEBM',
  marks: Marks,
): Step {
  const calm = { label: 'NEUTRAL', valence: 0.5, arousal: 0.2 } as const;
  const scenes = timeline.items.map((item): SoundScene => {
    const frame = frameOf(item, options);
    return {
      startFrame: item.startFrame,
      frameCount: item.frameCount,
      narrationPath: frame?.narrationPath ?? null,
      narrationOffset: item.narrationOffset,
      ambience: frame
        ? { setting: frame.setting, emotion: frame.emotion, seed: frame.seed }
        : {
            setting: { place: 'UNKNOWN', weather: 'UNKNOWN', timeOfDay: 'UNKNOWN' },
            emotion: calm,
            seed: hash32(options.title),
          },
    };
  });
  const job = { kind: 'SOUNDTRACK', format, frameCount: timeline.frameCount, scenes } as const;
  const key = keyOf(forgetPaths(job), marks.voices);
  const path = join(options.workDir, `sound-${key}.${format === 'MP4' ? 'm4a' : 'weba'}`);
  return { path, message: 'soundtrack', job: (output) => ({ ...job, output }) };
}

function shotOf(item: TimelineItem, options: FilmOptions, width: number, height: number): Shot {
  const frame = frameOf(item, options);
  const type = { wrap: wrapWords, fit: fitted, escape: escapeXml };
  const draw = item.kind === 'TITLE' ? titleCard : endCard;
  return {
    still: frame
      ? { kind: 'PNG', path: frame.illustrationPath }
      : { kind: 'SVG', svg: draw(options, { width, height }, type) },
    camera: planItemCamera(item, frame),
    frameCount: item.frameCount,
  };
}

function frameOf(item: TimelineItem, { frames }: FilmOptions): FilmFrame | null {
  return item.frame === null ? null : (frames[item.frame] ?? null);
}

interface Marks {
  readonly pictures: readonly string[];
  readonly voices: readonly string[];
}

/** Files count by their content: the same picture under another name is the same segment. */
async function fingerprints(frames: readonly FilmFrame[]): Promise<Marks> {
  const pictures: string[] = [];
  const voices: string[] = [];
  for (const frame of frames) {
    pictures.push(await fileHash(frame.illustrationPath));
    voices.push(await fileHash(frame.narrationPath));
  }
  return { pictures, voices };
}

function pictureMark(item: TimelineItem, marks: Marks): string {
  return item.frame === null ? '' : (marks.pictures[item.frame] ?? '');
}

async function fileHash(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

function keyOf(...parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([RENDERER, FRAMES_PER_SECOND, ...parts]))
    .digest('hex')
    .slice(0, 32);
}

function forgetPaths(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) =>
      key === 'path' || key === 'narrationPath' || key === 'startFrame' ? undefined : inner,
    ),
  );
}

/** A few worker processes that share one list of steps. */
class Crew {
  readonly #workers: ChildWorker<FilmJob, FilmReply>[];
  readonly #signal: AbortSignal | undefined;

  constructor(size: number, signal: AbortSignal | undefined) {
    const module = new URL('./film-process.ts', import.meta.url);
    this.#workers = Array.from(
      { length: Math.max(1, size) },
      () => new ChildWorker<FilmJob, FilmReply>(module),
    );
    this.#signal = signal;
  }

  /** Runs all steps, as many at once as there are workers, and tells each as it ends. */
  async *runAll(steps: readonly Step[]): AsyncGenerator<string> {
    const waiting = [...steps];
    const running = new Map<
      ChildWorker<FilmJob, FilmReply>,
      Promise<{ worker: ChildWorker<FilmJob, FilmReply>; message: string }>
    >();
    const next = (worker: ChildWorker<FilmJob, FilmReply>): void => {
      const step = waiting.shift();
      if (step)
        running.set(
          worker,
          this.run(step, worker).then(() => ({ worker, message: step.message })),
        );
    };
    this.#workers.forEach(next);
    try {
      while (running.size > 0) {
        const { worker, message } = await Promise.race(running.values());
        running.delete(worker);
        next(worker);
        yield message;
      }
    } finally {
      // When one step fails, the others fail later as their workers are closed: someone must take those errors.
      for (const end of running.values()) end.catch(() => undefined);
    }
  }

  /** A file appears under its final name only when it is whole, so a killed render leaves no half segment behind. */
  async run(step: Step, worker = this.#workers[0]!): Promise<void> {
    this.#signal?.throwIfAborted();
    if (await exists(step.path)) return;
    const output = step.path.replace(/(\.[a-z0-9]+)$/, `.${process.pid}.part$1`);
    for (let attempt = 1; ; attempt++) {
      try {
        const reply = await worker.ask(step.job(output), this.#signal);
        if (!reply.ok) throw new Error(`${step.message} could not be rendered: ${reply.message}`);
        await rename(output, step.path);
        return;
      } catch (error) {
        await rm(output, { force: true });
        if (attempt === ATTEMPTS || this.#signal?.aborted) throw error;
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size > 0,
    () => false,
  );
}
