import type { Db } from '@visiobook/db';
import { endedRuns } from '@visiobook/db/ended-runs';
import { endedRuns as endedRunsTable } from '@visiobook/db/tables/analysis';
import {
  AnalyseDocument,
  BookDocument,
  internalPaths,
  type PayloadOf,
  UnitReported,
} from '@visiobook/schema';
import {
  AppError,
  type Delivery,
  type Metrics,
  type Neighbour,
  permanentRefusal,
  type Queue,
  type RunsInFlight,
  type SendOptions,
  throttle,
} from '@visiobook/service';
import type { WholeAnalysis } from '../application/library.ts';
import type { BookAnalyser } from '../application/ports.ts';
import { type AnalysisIdentity, analysisIdOf, recordAnalysis } from '../application/record-analysis.ts';
import { countCharacters, scenesForReport } from '../data/library.ts';
import { markUsed, storeAnalysis } from '../data/store-analysis.ts';
import type { BookAnalysis } from '../domain/book-analysis.ts';

type Payload = PayloadOf<typeof AnalyseDocument>;
type Report = Omit<PayloadOf<typeof UnitReported>, 'runId' | 'stage' | 'unit'>;

export interface AnalyseDocumentParts {
  db: Db;
  queue: Queue;
  runs: RunsInFlight;
  storage: Neighbour;
  analyser: BookAnalyser;
  metrics: Metrics;
}

const PROGRESS_EVERY_MS = 250;

/** Takes the analyses that runs ask for. */
export async function workOnAnalyses(parts: AnalyseDocumentParts): Promise<void> {
  const { db, queue, runs } = parts;
  const ended = endedRuns(endedRunsTable);
  await queue.work(
    AnalyseDocument,
    async (delivery) => {
      const { payload, signal } = delivery;
      const report = reporter(queue, payload);
      if (await ended.isLost(db, payload.runId)) return;
      try {
        await runs.during(payload.runId, signal, (stopped) => analyse(parts, delivery, stopped));
      } catch (error) {
        if (error instanceof AppError && error.code === 'CANCELLED') return;
        const failure = permanentRefusal(error);
        if (!failure) throw error;
        await report({ state: 'FAILED', failure });
      }
    },
    {
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
  const { db, queue, metrics, analyser } = parts;
  const { projectId, documentId, contentHash } = payload;
  // Another version of the engine makes another analysis.
  const { models, version: modelVersion } = await analyser.engine();
  const identity = { projectId, documentId, contentHash, models, modelVersion };
  const analysisId = analysisIdOf(identity);

  // Found before means done before: the ids, and so the scenes' assets, are the same.
  const isStored = (await scenesForReport(db, analysisId)).length > 0;
  const whole = isStored ? null : await readAndAnalyse(parts, payload, identity, signal);
  signal.throwIfAborted();
  await db.transaction(async (tx) => {
    if (whole) await storeAnalysis(tx, whole);
    await markUsed(tx, analysisId, new Date());
    const scenes = await scenesForReport(tx, analysisId);
    const characterCount = await countCharacters(tx, analysisId);
    const output = { kind: 'analysis' as const, analysisId, scenes, characterCount };
    await reporter(queue, payload, { tx })({ state: 'DONE', output });
  });
  metrics.contentProcessed.inc({ kind: 'scene' }, whole?.scenes.length ?? 0);
}

async function readAndAnalyse(
  { queue, storage, analyser, metrics }: AnalyseDocumentParts,
  payload: Payload,
  identity: AnalysisIdentity,
  signal: AbortSignal,
): Promise<WholeAnalysis> {
  const report = reporter(queue, payload);
  await report({ state: 'STARTED' });
  const book = BookDocument.parse(await storage.json(internalPaths.document(payload.documentId), signal));
  const stop = metrics.inferenceDuration.startTimer({ model: 'baseline' });
  const found = await follow(analyser.analyse(book, { signal }), report);
  stop();
  if (found.scenes.length === 0) {
    throw new AppError('UNSUPPORTED_MEDIA', 'No scene was found in this text: it is too short or no prose.');
  }
  return recordAnalysis(book, found, identity, new Date());
}

/** Runs the engine to its end, telling of its steps as often as anyone can read them. */
async function follow(
  steps: ReturnType<BookAnalyser['analyse']>,
  tell: (report: Report) => Promise<void>,
): Promise<BookAnalysis> {
  const due = throttle(PROGRESS_EVERY_MS);
  try {
    while (true) {
      const turn = await steps.next();
      if (turn.done) return turn.value;
      const { done, total, message } = turn.value;
      if (due() && total > 0) await tell({ state: 'PROGRESS', done, total, message: message.slice(0, 300) });
    }
  } finally {
    // When telling failed, the engine is still at work: it must be let go.
    await steps.return(undefined as never);
  }
}

function reporter(queue: Queue, { runId }: Payload, options: SendOptions = {}) {
  return (report: Report) =>
    queue.publish(UnitReported, { runId, stage: 'ANALYSE', unit: 'ANALYSE', ...report }, options);
}
