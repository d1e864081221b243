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

/** One chapter more is done; `message` is its title, or the book's while the people are looked for. */
export interface AnalysisStep {
  done: number;
  total: number;
  message: string;
}

/** Everything the engine found out about a book. Spans are UTF-16 offsets in the book's text. */
export interface BookAnalysis {
  language: Language;
  /** A few sentences that tell the book, in its order. */
  summary: string[];
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
  summary: string[];
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
  visualPrompt: string;
  props: string[];
  quotes: AnalysedQuote[];
  digest: AnalysedSentence[];
  sentences: AnalysedSentence[];
  confidence: number;
}
