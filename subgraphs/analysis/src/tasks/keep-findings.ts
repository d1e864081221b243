import type { Db, Tx } from '@visiobook/db';
import type { BookDocument } from '@visiobook/schema';
import { type Queue, throttle } from '@visiobook/service';
import type { BookAnalyser, Finding } from '../application/ports.ts';
import { type AnalysisIdentity, analysisIdOf, analysisRecorder } from '../application/record-analysis.ts';
import { addChapter, addPeople, addReadings, openAnalysis, resumePointOf } from '../data/store-analysis.ts';
import type { AnalysisEnd } from '../domain/book-analysis.ts';
import { reporter } from './report.ts';

const PROGRESS_EVERY_MS = 250;

interface Order {
  book: BookDocument;
  identity: AnalysisIdentity;
  signal: AbortSignal;
}

/**
 * Runs the engine to its end, from where an earlier attempt stopped. Each finding is stored in one transaction with the
 * word that it is there, and the engine goes on when it is: nothing is told that a crash can take back.
 */
export async function keepFindings(
  { db, queue, analyser }: { db: Db; queue: Queue; analyser: BookAnalyser },
  run: { runId: string; ownerId: string },
  { book, identity, signal }: Order,
): Promise<AnalysisEnd> {
  const analysisId = analysisIdOf(identity);
  const recorder = analysisRecorder(book, identity);
  const due = throttle(PROGRESS_EVERY_MS);
  let chapters = 1;
  let readingSteps = 0;

  const keep = async (tx: Tx, finding: Finding): Promise<void> => {
    if (finding.kind === 'text') {
      chapters = finding.chapters;
      readingSteps = finding.isRead ? chapters : 0;
      return openAnalysis(tx, recorder.opened(finding, new Date()), run.runId, new Date());
    }
    if (finding.kind === 'readings') await addReadings(tx, analysisId, finding.chapter, finding.readings);
    if (finding.kind === 'people') await addPeople(tx, analysisId, recorder.people(finding));
    if (finding.kind === 'chapter')
      await addChapter(tx, recorder.chapter(finding), finding.done, book.language);
    // Progress that comes faster than anyone can read it is not told; the people come once and always are.
    if (finding.kind !== 'people' && !due()) return;
    const done = finding.kind === 'readings' ? finding.done : readingSteps + finding.done;
    const message = finding.message.slice(0, 300);
    await reporter(queue, run, { tx })({ state: 'PROGRESS', done, total: readingSteps + chapters, message });
  };

  const findings = analyser.analyse({
    book,
    tenant: run.ownerId,
    engineVersion: identity.modelVersion,
    resume: await resumePointOf(db, analysisId),
    signal,
  });
  try {
    for (;;) {
      const turn = await findings.next();
      if (turn.done) return turn.value;
      signal.throwIfAborted();
      await db.transaction((tx) => keep(tx, turn.value));
    }
  } finally {
    // When keeping failed, the engine is still at work: it must be let go.
    await findings.return(undefined as never);
  }
}
