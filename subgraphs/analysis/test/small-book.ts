import type { BookDocument } from '@visiobook/schema';
import type { BookAnalyser } from '../src/application/ports.ts';
import type { BookAnalysis } from '../src/domain/book-analysis.ts';
import { BASELINE_MODEL, engineVersion } from '../src/domain/models.ts';

const CHAPTERS = [
  [
    'The Harbour',
    'Mara walked to the harbour at dusk. “The lamp is out,” said Mara. Tom ran after her with the key.',
  ],
  ['The Storm', 'The sea rose all night. Tom held the rope and wept. “Hold on!” cried Mara.'],
] as const;

/** Two chapters of one scene each. */
export function smallBook(): BookDocument {
  let text = '';
  const chapters = CHAPTERS.map(([title, prose], index) => {
    const start = text.length;
    text += `${prose}\n\n`;
    return { index, title, start, end: start + prose.length };
  });
  return { title: 'The Lamp', authors: ['Ann Author'], language: 'en', text, chapters };
}

/** An engine whose findings are known, so that tests are about the service around it. */
export function knownAnalyser(options: { calls?: string[]; hold?: Promise<void> } = {}): BookAnalyser {
  return {
    async *analyse({ book, signal, resume }) {
      options.calls?.push(resume.chapters === 0 ? book.title : `${book.title} from ${resume.chapters}`);
      const { chapters, scenes, characters, places, tokens, words, summary } = findings(book);
      const total = chapters.length;
      yield { kind: 'text', chapters: total, tokens, words, isRead: false };
      yield { kind: 'people', done: 0, total, message: book.title, characters, places };
      for (const [i, chapter] of chapters.entries()) {
        if (i < resume.chapters) continue;
        const mine = scenes.filter(({ chapterIndex }) => chapterIndex === i);
        const message = chapter.title ?? '';
        yield { kind: 'chapter', done: i + 1, total, message, chapter, scenes: mine };
        signal.throwIfAborted();
        const stopped = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
        stopped.catch(() => {});
        await Promise.race([options.hold, stopped]);
      }
      return { summary };
    },
    engine: async () => ({
      models: [BASELINE_MODEL],
      version: engineVersion([BASELINE_MODEL]),
      backend: null,
      refused: [],
      problems: [],
    }),
    close: async () => {},
  };
}

function findings(book: BookDocument): BookAnalysis {
  const person = {
    kind: 'PERSON' as const,
    age: 'ADULT' as const,
    traits: [],
    looks: [],
    portraits: [],
    confidence: 0.9,
  };
  return {
    language: book.language,
    summary: [
      { text: 'A lamp goes out.', span: { start: 0, end: 35 } },
      { text: 'A storm comes.', span: { start: 99, end: 120 } },
    ],
    chapters: book.chapters.map(({ index, title, start, end }) => ({
      index,
      title,
      span: { start, end },
      summary: [{ text: `${title} is told.`, span: { start, end } }],
    })),
    characters: [
      {
        ...person,
        key: 0,
        name: 'Mara',
        aliases: ['Mara Lind'],
        looks: ['grey coat'],
        portraits: [{ chapterIndex: 0, looks: ['grey coat'], traits: [], span: { start: 0, end: 9 } }],
        gender: 'FEMALE',
        mentionCount: 5,
        importance: 1,
      },
      { ...person, key: 1, name: 'Tom', aliases: [], gender: 'MALE', mentionCount: 2, importance: 0.4 },
    ],
    places: [{ name: 'the harbour', kind: 'HARBOUR', mentionCount: 1 }],
    scenes: book.chapters.map(({ index, title, start, end }) => {
      const span = { start, end };
      const sentence = { text: book.text.slice(start, end), span, speaker: null };
      return {
        index,
        chapterIndex: index,
        title: title ?? '',
        span,
        place: { name: index === 0 ? 'the harbour' : null, kind: index === 0 ? 'HARBOUR' : 'SEA' },
        timeOfDay: index === 0 ? 'DUSK' : 'NIGHT',
        season: 'UNKNOWN',
        weather: index === 0 ? 'CLEAR' : 'STORM',
        emotion: { label: index === 0 ? 'SADNESS' : 'FEAR', valence: 0.3, arousal: 0.6, dominance: 0.4 },
        cast: [0, 1],
        summary: `${title} is told.`,
        summarySentences: [{ text: `${title} is told.`, span }],
        writtenBy: null,
        visualPrompt: `${title}, seen from the quay.`,
        props: ['key'],
        quotes: [{ text: 'The lamp is out,', span, speaker: 0, confidence: 0.9 }],
        digest: [sentence],
        sentences: [sentence, { ...sentence, speaker: 1 }],
        confidence: 0.8,
      };
    }),
    tokens: 40,
    words: 34,
  };
}
