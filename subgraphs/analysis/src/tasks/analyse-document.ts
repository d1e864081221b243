import type { Db } from '@visiobook/db';
import { endedRuns } from '@visiobook/db/ended-runs';
import { endedRuns as endedRunsTable } from '@visiobook/db/tables/analysis';
import { AnalyseDocument, BookDocument, internalPaths, type PayloadOf } from '@visiobook/schema';
import {
  AppError,
  type Delivery,
  type Metrics,
  type Neighbour,
  permanentRefusal,
  type Queue,
  type RunsInFlight,
} from '@visiobook/service';
import type { SummarySentence } from '../application/library.ts';
import type { BookAnalyser, MeaningReader, SceneWriter } from '../application/ports.ts';
import { analysisIdOf } from '../application/record-analysis.ts';
import { countCharacters, scenesForReport } from '../data/library.ts';
import { completeAnalysis, isComplete, markUsed, stopAnalysesOf } from '../data/store-analysis.ts';
import { keepFindings } from './keep-findings.ts';
import { reporter } from './report.ts';

export interface AnalyseDocumentParts {
  db: Db;
  queue: Queue;
  runs: RunsInFlight;
  storage: Neighbour;
  analyser: BookAnalyser;
  /** Reads what passages are about; null when search has only words. */
  meaning: MeaningReader | null;
  /** Writes summaries and pictures in words of its own; null when they are taken from the text. */
  writer: SceneWriter | null;
  metrics: Metrics;
  /** Books at a time in this process. */
  workers: number;
}

type Payload = PayloadOf<typeof AnalyseDocument>;

/** Takes the analyses that runs ask for. */
export async function workOnAnalyses(parts: AnalyseDocumentParts): Promise<void> {
  const { db, queue, runs, workers } = parts;
  const ended = endedRuns(endedRunsTable);
  await queue.work(
    AnalyseDocument,
    async (delivery) => {
      const { payload, signal } = delivery;
      if (await ended.isLost(db, payload.runId)) return;
      try {
        await runs.during(payload.runId, signal, (stopped) => analyse(parts, delivery, stopped));
      } catch (error) {
        const isCancelled = error instanceof AppError && error.code === 'CANCELLED';
        const failure = isCancelled ? null : permanentRefusal(error);
        if (!isCancelled && !failure) throw error;
        await stopAnalysesOf(db, payload.runId);
        if (failure) await reporter(queue, payload)({ state: 'FAILED', failure });
      }
    },
    {
      concurrency: workers,
      // Where there is more than one worker, nobody takes them all: somebody else's short tale need not wait for a saga.
      ...(workers > 1 ? { perGroup: workers - 1 } : {}),
      onDead: async ({ payload }) => {
        const message = 'The book could not be analysed; several attempts failed.';
        await reporter(queue, payload)({ state: 'FAILED', failure: { code: 'UNAVAILABLE', message } });
      },
    },
  );
}

async function analyse(
  parts: AnalyseDocumentParts,
  { payload }: Delivery<Payload>,
  signal: AbortSignal,
): Promise<void> {
  const { db, queue, metrics, analyser, storage, writer } = parts;
  const { projectId, documentId, contentHash } = payload;
  // Another version of the engine makes another analysis.
  const engine = await analyser.engine();
  const models = [...engine.models, ...(writer ? [writer.model] : [])];
  const modelVersion = writer ? `${engine.version}+${writer.model.name}` : engine.version;
  const identity = { projectId, documentId, contentHash, models, modelVersion };
  const analysisId = analysisIdOf(identity);

  // Found before means done before: the ids, and so the scenes' assets, are the same.
  const isKnown = await isComplete(db, analysisId);
  let summary: SummarySentence[] = [];
  if (!isKnown) {
    await reporter(queue, payload)({ state: 'STARTED' });
    const book = BookDocument.parse(await storage.json(internalPaths.document(documentId), signal));
    const stop = metrics.inferenceDuration.startTimer({ model: 'baseline' });
    summary = (await keepFindings(parts, payload, { book, identity, engineVersion: engine.version, signal }))
      .summary;
    stop();
  }
  signal.throwIfAborted();
  await db.transaction(async (tx) => {
    if (!isKnown) await completeAnalysis(tx, analysisId, summary);
    await markUsed(tx, analysisId, new Date());
    const scenes = await scenesForReport(tx, analysisId);
    if (scenes.length === 0)
      throw new AppError(
        'UNSUPPORTED_MEDIA',
        'No scene was found in this text: it is too short or no prose.',
      );
    const characterCount = await countCharacters(tx, analysisId);
    const output = { kind: 'analysis' as const, analysisId, scenes, characterCount };
    await reporter(queue, payload, { tx })({ state: 'DONE', output });
    if (!isKnown) metrics.contentProcessed.inc({ kind: 'scene' }, scenes.length);
  });
}
