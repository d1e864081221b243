import type {
  CastMember,
  Emotion,
  Language,
  PlaceKind,
  Season,
  Span,
  TimeOfDay,
  Weather,
} from '@visiobook/schema';

/** How far an analysis is; `message` is the title of what is at hand, a chapter's or the book's. */
export interface Progress {
  done: number;
  total: number;
  message: string;
}

/** What is found, as it is found: first who and what the book is about, then chapter after chapter. */
export type AnalysisStep = PeopleFound | ChapterFound;

export interface PeopleFound extends Progress {
  kind: 'people';
  characters: AnalysedCharacter[];
  places: AnalysedPlace[];
}

export interface ChapterFound extends Progress {
  kind: 'chapter';
  chapter: AnalysedChapter;
  scenes: AnalysedScene[];
}

/** What can be said when all chapters are done. */
export interface AnalysisEnd {
  /** A few sentences that tell the book, in its order. */
  summary: SummarySentence[];
}

/** What an interrupted analysis of the same text by the same engine has found: it goes on behind these chapters. */
export interface FoundBefore {
  chapters: number;
  /** The scenes of these chapters, in order. */
  scenes: readonly Pick<AnalysedScene, 'title'>[];
}

/** Everything the engine found out about a book. Spans are UTF-16 offsets in the book's text. */
export interface BookAnalysis extends AnalysisEnd {
  language: Language;
  chapters: AnalysedChapter[];
  /** Most mentioned first; `key` is the index here. */
  characters: AnalysedCharacter[];
  places: AnalysedPlace[];
  /** In reading order; the scenes of a chapter tile it. */
  scenes: AnalysedScene[];
  tokens: number;
  words: number;
}

export interface AnalysedChapter {
  index: number;
  title: string | null;
  span: Span;
  summary: SummarySentence[];
}

export interface AnalysedCharacter {
  key: number;
  name: string;
  aliases: string[];
  kind: CastMember['kind'];
  gender: CastMember['gender'];
  age: CastMember['age'];
  mentionCount: number;
  importance: number;
  traits: string[];
  looks: string[];
  portraits: AnalysedPortrait[];
  confidence: number;
}

/** A sentence that says what a character looks or is like. */
export interface AnalysedPortrait {
  chapterIndex: number;
  looks: string[];
  traits: string[];
  span: Span;
}

export interface AnalysedPlace {
  name: string;
  kind: PlaceKind;
  mentionCount: number;
}

/** A sentence of a summary, and the sentence of the book that it was taken or condensed from. */
export type SummarySentence = Pick<AnalysedSentence, 'text' | 'span'>;

export interface AnalysedSentence {
  text: string;
  span: Span;
  speaker: number | null;
}

export interface AnalysedQuote extends AnalysedSentence {
  confidence: number;
}

export interface AnalysedScene {
  index: number;
  chapterIndex: number;
  title: string;
  span: Span;
  place: { name: string | null; kind: PlaceKind };
  timeOfDay: TimeOfDay;
  season: Season;
  weather: Weather;
  emotion: Emotion;
  /** Keys of characters, most present first. */
  cast: number[];
  summary: string;
  /** The same, sentence by sentence. */
  summarySentences: SummarySentence[];
  visualPrompt: string;
  /** The model that wrote summary and visual prompt; null when they were taken from the text. */
  writtenBy: string | null;
  props: string[];
  quotes: AnalysedQuote[];
  digest: AnalysedSentence[];
  sentences: AnalysedSentence[];
  confidence: number;
}
