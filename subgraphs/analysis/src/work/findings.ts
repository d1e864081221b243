import type { Finding } from '../application/ports.ts';
import { analysisSteps } from '../domain/analyse-book.ts';
import type { AnalysisEnd } from '../domain/book-analysis.ts';
import type { AnalysisPorts } from '../domain/ports.ts';
import type { ChapterReadings } from '../domain/readings.ts';
import { readBook } from '../domain/text/book-text.ts';
import { recordedPorts } from '../models/recorded-ports.ts';
import type { AnalysisJob } from './analysis-messages.ts';
import { type Ask, readChapters } from './read-chapters.ts';

/**
 * Everything that is found in a book, as it is found. Models read chapter by chapter first, since people are known only
 * when the whole book is; then the stages go over it. What was found before an interruption is not looked for again.
 */
export async function* findingsOf(
  { book, resume, cards }: Omit<AnalysisJob, 'kind'>,
  stages: Partial<AnalysisPorts>,
  ask: Ask,
): AsyncGenerator<Finding, AnalysisEnd> {
  const text = readBook(book);
  const isRead = cards.tasks.length > 0;
  yield {
    kind: 'text',
    chapters: text.chapters.length,
    tokens: text.tokens.length,
    words: text.words,
    isRead,
  };
  const readings: ChapterReadings[] = [];
  if (isRead)
    for await (const read of readChapters(text, cards.tasks, resume.readings, ask)) {
      readings.push(read.readings);
      if (resume.readings.get(read.chapter) !== read.readings) yield read;
    }
  return yield* analysisSteps(text, { ...stages, ...recordedPorts(cards, readings) }, resume);
}
