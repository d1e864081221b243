import type { Db, Tx } from '@visiobook/db';
import type { BookDocument } from '@visiobook/schema';
import { type Queue, throttle } from '@visiobook/service';
import { passagesOf } from '../application/passages.ts';
import type { BookAnalyser, Finding, MeaningReader, SceneWriter } from '../application/ports.ts';
import { type AnalysisIdentity, analysisIdOf, analysisRecorder } from '../application/record-analysis.ts';
import {
  addChapter,
  addPassages,
  addPeople,
  addReadings,
  openAnalysis,
  resumePointOf,
} from '../data/store-analysis.ts';
import type { AnalysedCharacter, AnalysisEnd } from '../domain/book-analysis.ts';
import { reporter } from './report.ts';
import { writtenChapter } from './write-scenes.ts';

const PROGRESS_EVERY_MS = 250;

interface KeepParts {
  db: Db;
  queue: Queue;
  analyser: BookAnalyser;
  /** Reads what passages are about; null when search has only words. */
  meaning: MeaningReader | null;
  /** Writes summaries and pictures in words of its own; null when they are taken from the text. */
  writer: SceneWriter | null;
}

interface Order {
  book: BookDocument;
  identity: AnalysisIdentity;
  /** The engine's own version: the analysis's may name more. */
  engineVersion: string;
  signal: AbortSignal;
}

/**
 * Runs the engine to its end, from where an earlier attempt stopped. Each finding is stored in one transaction with the
 * word that it is there, and the engine goes on when it is: nothing is told that a crash can take back.
 */
export async function keepFindings(
  { db, queue, analyser, meaning, writer }: KeepParts,
  run: { runId: string; ownerId: string },
  { book, identity, engineVersion, signal }: Order,
): Promise<AnalysisEnd> {
  const analysisId = analysisIdOf(identity);
  const recorder = analysisRecorder(book, identity);
  const due = throttle(PROGRESS_EVERY_MS);
  let people: readonly AnalysedCharacter[] = [];
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
    if (finding.kind === 'chapter') await keepChapter(tx, finding);
    // Progress that comes faster than anyone can read it is not told; the people come once and always are.
    if (finding.kind !== 'people' && !due()) return;
    const done = finding.kind === 'readings' ? finding.done : readingSteps + finding.done;
    const message = finding.message.slice(0, 300);
    await reporter(queue, run, { tx })({ state: 'PROGRESS', done, total: readingSteps + chapters, message });
  };

  const keepChapter = async (tx: Tx, finding: Finding & { kind: 'chapter' }): Promise<void> => {
    const whole = recorder.chapter(finding);
    await addChapter(tx, whole, finding.done, book.language);
    if (!meaning) return;
    const passages = whole.scenes.flatMap((scene) => passagesOf(scene, book.language, meaning));
    await addPassages(tx, analysisId, meaning.id, passages);
  };

  // No transaction waits for the writer.
  const told = async (finding: Finding): Promise<Finding> => {
    if (finding.kind === 'people') people = finding.characters;
    return writer && finding.kind === 'chapter'
      ? writtenChapter(writer, finding, { book, people }, signal)
      : finding;
  };

  const findings = analyser.analyse({
    book,
    tenant: run.ownerId,
    engineVersion,
    resume: await resumePointOf(db, analysisId),
    signal,
  });
  try {
    for (;;) {
      const turn = await findings.next();
      if (turn.done) return turn.value;
      signal.throwIfAborted();
      const finding = await told(turn.value);
      await db.transaction((tx) => keep(tx, finding));
    }
  } finally {
    // When keeping failed, the engine is still at work: it must be let go.
    await findings.return(undefined as never);
  }
}
