import type {
  CastMember,
  Emotion,
  Language,
  NarrationSentence,
  PlaceKind,
  Season,
  Span,
  TimeOfDay,
  Weather,
} from '@visiobook/schema';

/** A sentence of a summary; its span is null when it was kept before sources were. */
export interface SummarySentence {
  text: string;
  span: Span | null;
}

/** An analysis as it is kept: it grows chapter by chapter, and is never changed once it is complete. */
export interface Analysis {
  id: string;
  projectId: string;
  documentId: string;
  contentHash: string;
  modelVersion: string;
  title: string;
  language: Language;
  status: 'RUNNING' | 'STOPPED' | 'COMPLETE';
  chapterCount: number;
  /** Chapters whose scenes are there. */
  chaptersDone: number;
  /** Empty until it is complete. */
  summary: SummarySentence[];
  models: ModelInfo[];
  wordCount: number;
  tokenCount: number;
  createdAt: Date;
}

export interface ModelInfo {
  name: string;
  version: string;
  task: string;
}

export interface Chapter {
  analysisId: string;
  index: number;
  title: string | null;
  summary: SummarySentence[];
  span: Span;
  sceneCount: number;
}

/** A scene without its text, which is read only where it is asked for. */
export interface Scene {
  id: string;
  analysisId: string;
  projectId: string;
  index: number;
  chapterIndex: number;
  title: string;
  span: Span;
  place: { name: string | null; kind: PlaceKind };
  timeOfDay: TimeOfDay;
  season: Season;
  weather: Weather;
  emotion: Emotion;
  summary: string;
  summarySentences: SummarySentence[];
  visualPrompt: string;
  /** The model that wrote summary and visual prompt; null when they were taken from the text. */
  writtenBy: string | null;
  props: string[];
  digest: NarrationSentence[];
  confidence: number;
  inputHash: string;
}

/** A sentence that says how a character looks or what they are like. */
export interface CharacterPortrait {
  chapterIndex: number;
  looks: string[];
  traits: string[];
  span: Span;
}

export interface Character {
  id: string;
  analysisId: string;
  projectId: string;
  index: number;
  name: string;
  aliases: string[];
  kind: CastMember['kind'];
  gender: CastMember['gender'];
  age: CastMember['age'];
  mentionCount: number;
  importance: number;
  traits: string[];
  looks: string[];
  portraits: CharacterPortrait[];
  confidence: number;
}

export interface Place {
  index: number;
  name: string;
  kind: PlaceKind;
  mentionCount: number;
}

export interface Quote {
  sceneId: string;
  position: number;
  text: string;
  span: Span;
  speakerId: string | null;
  confidence: number;
}

export interface SceneHit {
  scene: Scene;
  projectId: string;
  score: number;
  excerpt: string;
}

/** A scene with everything that is stored about it. */
export interface WholeScene extends Scene {
  text: string;
  sentences: NarrationSentence[];
  /** Ids of characters, most present first. */
  castIds: string[];
  quotes: Quote[];
}

/** A chapter with everything that is stored about it, in one transaction. */
export interface WholeChapter {
  chapter: Chapter;
  scenes: WholeScene[];
}

/** What a page of scenes may be narrowed to. */
export interface SceneFilter {
  characterId?: string | undefined;
  chapterIndex?: number | undefined;
  emotion?: Emotion['label'] | undefined;
}
