import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BookFile } from './arguments.ts';
import type { GraphClient } from './graph-client.ts';
import { readOperation } from './operations.ts';
import { type PreparedProject, prepareProject } from './prepare-project.ts';
import { Refusal } from './refusal.ts';

/** One progress event, as the terminal shows it. */
export interface ProgressEvent {
  seq: number;
  stage: string;
  done: number;
  total: number;
  percent: number;
  message: string | null;
  run: { status: string; etaSeconds: number | null };
}

export interface MadeBook {
  projectId: string;
  title: string;
  language: string;
  chapters: number;
  scenes: number;
  characters: number;
  frames: number;
  seconds: number;
  exports: { format: string; path: string; seconds: number; bytes: number }[];
}

export interface MakeBookOptions {
  client: GraphClient;
  book: BookFile;
  /** Where finished films are put. */
  films: string;
  onUpload(sent: number, total: number): void;
  onProgress(event: ProgressEvent): void;
}

interface Result {
  project: {
    id: string;
    latestRun: { status: string; failure: { code: string; message: string } | null } | null;
    document: { title: string; language: string; chapters: { index: number }[] } | null;
    analysis: { scenes: { totalCount: number }; characters: { id: string }[] } | null;
    storyboard: { duration: number; frames: { totalCount: number } } | null;
    exports: {
      format: string;
      status: string;
      duration: number | null;
      file: { url: string; byteSize: string } | null;
    }[];
  };
}

/** The main job through the public graph: project, upload, run with live progress, and the film on this disk. */
export async function makeBook({
  client,
  book,
  films,
  onUpload,
  onProgress,
}: MakeBookOptions): Promise<MadeBook> {
  const startedAt = Date.now();
  const title = book.name.replace(/\.\w+$/, '');
  const { id: projectId, latestRun } = await prepareProject(client, book, onUpload);
  const runId = await runOf(client, projectId, latestRun);

  let seq = 0;
  for await (const { generationProgress } of client.follow<{ generationProgress: ProgressEvent }>(
    readOperation('follow-generation'),
    () => ({ runId, after: seq }),
  )) {
    seq = generationProgress.seq;
    onProgress(generationProgress);
  }
  const { project } = await client.ask<Result>(readOperation('film'), { projectId });
  if (project.latestRun?.status !== 'SUCCEEDED') {
    throw new Refusal(
      `${book.name}: ${project.latestRun?.failure?.message ?? 'the generation did not finish.'}`,
    );
  }
  const seconds = (Date.now() - startedAt) / 1000;
  return {
    projectId,
    title: project.document?.title ?? title,
    language: (project.document?.language ?? '').toLowerCase(),
    chapters: project.document?.chapters.length ?? 0,
    scenes: project.analysis?.scenes.totalCount ?? 0,
    characters: project.analysis?.characters.length ?? 0,
    frames: project.storyboard?.frames.totalCount ?? 0,
    seconds: Math.round(seconds * 10) / 10,
    exports: await Promise.all(
      project.exports
        // Newest first: of earlier runs' films of the same format, none is wanted.
        .filter(
          ({ file, format }, i, all) =>
            file !== null && all.findIndex((other) => other.format === format) === i,
        )
        .map(async ({ format, duration, file }) => ({
          format,
          path: await download(
            file!.url,
            join(
              films,
              `${slug(project.document?.title ?? title)}-${projectId.slice(-4)}.${format.toLowerCase()}`,
            ),
          ),
          seconds: duration ?? project.storyboard?.duration ?? 0,
          bytes: Number(file!.byteSize),
        })),
    ),
  };
}

/** A run that a stop of the platform interrupted goes on by itself: it is followed rather than started again. */
async function runOf(
  client: GraphClient,
  projectId: string,
  latest: PreparedProject['latestRun'],
): Promise<string> {
  if (latest && ['QUEUED', 'RUNNING'].includes(latest.status)) return latest.id;
  const { startGeneration } = await client.ask<{ startGeneration: { run: { id: string } } }>(
    readOperation('start-generation'),
    {
      input: { projectId },
    },
  );
  return startGeneration.run.id;
}

async function download(url: string, path: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok || !response.body)
    throw new Refusal(`The film could not be fetched from ${url} (${response.status}).`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
  return path;
}

/** A title as a file's name; the caller adds what tells two books of one title apart. */
function slug(title: string): string {
  const ascii = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    ascii
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'film'
  );
}
