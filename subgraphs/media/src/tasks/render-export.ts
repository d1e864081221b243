import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { internalPaths, type PayloadOf, RenderExport } from '@visiobook/schema';
import { AppError, idFrom, type Metrics, type Neighbour, type PubSub, throttle } from '@visiobook/service';
import { captionFile } from '../application/caption-file.ts';
import { FILE_TYPES, fileNameOf } from '../application/export-formats.ts';
import { filmFrames } from '../application/film-frames.ts';
import type { Asset, ExportJob, Frame, Storyboard } from '../application/library.ts';
import { findAssets } from '../data/assets.ts';
import { addExport, changeExport, findExport } from '../data/exports.ts';
import { findStoryboard } from '../data/storyboards.ts';
import type { FilmFrame } from '../domain/film-frame.ts';
import { planTimeline } from '../domain/timeline.ts';
import { renderFilm } from '../render/film.ts';
import type { WorkFolder } from '../work/work-folder.ts';
import { epubFile } from './epub-file.ts';
import { logExport, wakeFollowers } from './export-log.ts';
import { type Reporter, type UnitWorkParts, workOnUnits } from './unit-work.ts';

export interface RenderExportParts extends UnitWorkParts {
  pubsub: PubSub;
  storage: Neighbour;
  analysis: Neighbour;
  folder: WorkFolder;
  metrics: Metrics;
  filmWorkers: number | undefined;
}

type Payload = PayloadOf<typeof RenderExport>;
interface Rendered {
  path: string;
  /** Null for a book, which takes its reader's own time. */
  seconds: number | null;
}

const PROGRESS_EVERY_MS = 250;

/** Takes the exports that runs and people ask for, one at a time in a process. */
export async function workOnExports(parts: RenderExportParts): Promise<void> {
  await workOnUnits(parts, RenderExport, {
    stage: 'EXPORT',
    nameOf: ({ format }) => format,
    work: ({ payload }, signal, report) => render(parts, payload, signal, report),
    async onFailure({ exportId }, failure) {
      await logExport(parts, exportId, { status: 'FAILED', message: failure.message, failure });
    },
  });
}

async function render(
  parts: RenderExportParts,
  payload: Payload,
  signal: AbortSignal,
  report: Reporter,
): Promise<void> {
  const { db, metrics, pubsub } = parts;
  const job = await begin(parts, payload);
  if (job.status === 'READY' && job.fileId !== null) {
    return report({ state: 'DONE', output: outputOf(job, job.fileId) });
  }
  if (!(await logExport(parts, job.id, { status: 'RENDERING', message: '' }))) return;
  await report({ state: 'STARTED' });
  const board = await findStoryboard(db, payload.storyboardId);
  if (!board) throw new AppError('NOT_FOUND', `The storyboard ${payload.storyboardId} is not there.`);

  const started = performance.now();
  const tell = async (done: number, total: number, message: string) => {
    await logExport(parts, job.id, { status: 'RENDERING', done, total, message });
    await report({ state: 'PROGRESS', done, total, message: message.slice(0, 300) });
  };
  const { frames, assets } = await localFrames(parts, board, signal);
  const { path, seconds } = await renderFile(parts, { job, board, frames, assets, signal, tell });
  const { fileId, byteSize } = await store(parts, job, board.storyboard, path, signal);
  signal.throwIfAborted();
  await db.transaction(async (tx) => {
    const ready = { status: 'READY' as const, message: '', fileId, byteSize, duration: seconds };
    if (await changeExport(tx, job.id, ready)) {
      await report({ state: 'DONE', output: outputOf(job, fileId) }, { tx });
    }
  });
  await wakeFollowers(pubsub, job.id);
  metrics.generationDuration.observe({ stage: 'EXPORT' }, (performance.now() - started) / 1000);
  metrics.contentProcessed.inc({ kind: 'export' });
}

/** The export's row: there already when a person asked, or when this job is repeated. */
async function begin({ db }: RenderExportParts, payload: Payload): Promise<ExportJob> {
  const { exportId, projectId, storyboardId, runId, ownerId, format, settings } = payload;
  const { aspect, height, burnCaptions } = settings;
  const nothing = { fileId: null, byteSize: null, duration: null, failure: null };
  await db.transaction((tx) =>
    addExport(tx, {
      ...nothing,
      id: exportId,
      projectId,
      storyboardId,
      runId,
      ownerId,
      format,
      aspect,
      height,
      burnCaptions,
      status: 'QUEUED',
      done: 0,
      total: 0,
      lastSeq: 0,
      createdAt: new Date(),
    }),
  );
  const job = await findExport(db, exportId);
  if (!job) throw new AppError('INTERNAL', `Export ${exportId} was stored and is not there.`);
  return job;
}

interface Board {
  storyboard: Storyboard;
  frames: Frame[];
}

/** The storyboard's frames with their pictures and voices on this machine's disk. */
async function localFrames({ db, storage, folder }: RenderExportParts, board: Board, signal: AbortSignal) {
  const ids = board.frames.flatMap(({ illustrationId, narrationId }) => [illustrationId, narrationId]);
  const assets = await findAssets(db, ids);
  const paths = new Map<string, string>();
  for (const { id, projectId, fileId, kind } of assets.values()) {
    if (fileId === null) throw new AppError('NOT_FOUND', `The asset ${id} has no file.`);
    const name = `${id}.${kind === 'ILLUSTRATION' ? 'png' : 'wav'}`;
    paths.set(
      id,
      await folder.copyOf(projectId, name, () => storage.stream(internalPaths.file(fileId), signal)),
    );
  }
  return { frames: filmFrames(board.frames, board.storyboard.settings.seed, assets, paths), assets };
}

interface Order {
  job: ExportJob;
  board: Board;
  frames: FilmFrame[];
  assets: ReadonlyMap<string, Asset>;
  signal: AbortSignal;
  tell(done: number, total: number, message: string): Promise<void>;
}

async function renderFile(
  parts: RenderExportParts,
  { job, board, frames, assets, signal, tell }: Order,
): Promise<Rendered> {
  const { folder, analysis, filmWorkers } = parts;
  const workDir = folder.filmFolder(job.projectId);
  const { title, authors, language } = board.storyboard;
  const { format, aspect, height, burnCaptions } = job;
  const due = throttle(PROGRESS_EVERY_MS);
  if (format === 'SRT' || format === 'VTT' || format === 'EPUB') {
    const name = `${job.id}.${FILE_TYPES[format].suffix}`;
    const bytes =
      format === 'EPUB'
        ? await epubFile({
            ...board,
            pictures: picturesOf(board, frames, assets),
            analysis,
            signal,
            tell: async (...step) => {
              if (due()) await tell(...step);
            },
          })
        : captionFile(frames, format, language);
    await folder.keep(job.projectId, name, Buffer.from(bytes));
    const path = await folder.copyOf(job.projectId, name, async () => {
      throw new Error(`${name} was just written and is gone.`);
    });
    return { path, seconds: format === 'EPUB' ? null : planTimeline(frames).seconds };
  }
  const film = renderFilm({
    frames,
    title,
    authors,
    language,
    aspect,
    height,
    format,
    burnCaptions,
    workDir,
    signal,
    ...(filmWorkers ? { workers: filmWorkers } : {}),
  });
  while (true) {
    const turn = await film.next();
    if (turn.done) return turn.value;
    // After a restart the first steps are found finished; progress never goes back.
    const { done, total, message } = turn.value;
    if (done > job.done && due()) await tell(done, total, message);
  }
}

function picturesOf({ frames }: Board, local: readonly FilmFrame[], assets: ReadonlyMap<string, Asset>) {
  return new Map(
    frames.map(({ illustrationId, caption }, i) => {
      const path = local[i]?.illustrationPath ?? '';
      return [illustrationId, { path, alt: assets.get(illustrationId)?.alt ?? caption }];
    }),
  );
}

async function store(
  { storage }: RenderExportParts,
  job: ExportJob,
  { title }: Storyboard,
  path: string,
  signal: AbortSignal,
): Promise<{ fileId: string; byteSize: number }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  // Two renders of one film may differ in bytes: then they are two files, and the row names the one that was stored.
  const fileId = idFrom('file', job.id, hash.digest('hex'));
  const { mediaType } = FILE_TYPES[job.format];
  const { ownerId, projectId, format } = job;
  const query = { name: fileNameOf(title, format), mediaType, ownerId, projectId };
  await storage.put(internalPaths.file(fileId), createReadStream(path), query, signal);
  return { fileId, byteSize: (await stat(path)).size };
}

function outputOf({ id, format }: ExportJob, fileId: string) {
  return { kind: 'export' as const, exportId: id, fileId, format };
}
