import type { Finding } from '../application/ports.ts';
import { analysisSteps } from '../domain/analyse-book.ts';
import type { AnalysisEnd } from '../domain/book-analysis.ts';
import type { ChapterReadings } from '../domain/readings.ts';
import { readBook } from '../domain/text/book-text.ts';
import { loadBorders, RULES } from '../models/borders/load-borders.ts';
import { WEIGHTS_FOLDER } from '../models/engine.ts';
import { loadLinks } from '../models/people/load-links.ts';
import { recordedPorts } from '../models/recorded-ports.ts';
import type { AnalysisJob } from './analysis-messages.ts';
import { type Ask, readChapters } from './read-chapters.ts';

/**
 * Everything that is found in a book, as it is found. Models read chapter by chapter first, since people are known only
 * when the whole book is; then the stages go over it. What was found before an interruption is not looked for again.
 */
export async function* findingsOf(
  { book, resume, cards }: Omit<AnalysisJob, 'kind'>,
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
  const borders = await loadBorders(WEIGHTS_FOLDER, cards.borders ?? RULES);
  const links = await loadLinks(WEIGHTS_FOLDER, cards.links ?? RULES);
  const problems = [...borders.problems, ...links.problems];
  // The engine was announced with these models: without one, what is found would carry a name that is not its own.
  if (problems.length > 0) throw new Error(problems.join(' '));
  return yield* analysisSteps(
    text,
    { ...borders.ports, ...links.ports, ...recordedPorts(cards, readings) },
    resume,
  );
}
