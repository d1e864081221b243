import type { BookDocument, Language, Span } from '@visiobook/schema';
import type { Connection, PageRequest } from '@visiobook/service';
import type {
  AnalysedScene,
  AnalysisEnd,
  AnalysisStep,
  FoundBefore,
  Progress,
} from '../domain/book-analysis.ts';
import type { EngineInfo, ModelInfo } from '../domain/models.ts';
import type { ChapterReadings } from '../domain/readings.ts';
import type { Analysis, Chapter, Character, Place, Quote, Scene, SceneFilter } from './library.ts';
import type { BriefSource } from './scene-brief.ts';

/** One page of scenes as it is asked for; equal ones of several analyses are read together. */
export interface ScenePage {
  filter: SceneFilter;
  page: PageRequest;
}

/** Reads what analyses hold. Methods that take ids answer in any order, without those that are not there. */
export interface Library {
  findAnalyses(ids: readonly string[]): Promise<Analysis[]>;
  /** The analysis that a run used last, of each project that has one. */
  latestOfProjects(projectIds: readonly string[]): Promise<Analysis[]>;
  findScenes(ids: readonly string[]): Promise<Scene[]>;
  findCharacters(ids: readonly string[]): Promise<Character[]>;
  chaptersOf(analysisIds: readonly string[]): Promise<Chapter[]>;
  charactersOf(analysisIds: readonly string[]): Promise<Character[]>;
  placesOf(analysisIds: readonly string[]): Promise<(Place & { analysisId: string })[]>;
  scenePages(analysisIds: readonly string[], page: ScenePage): Promise<Map<string, Connection<Scene>>>;
  scenesOfCharacters(characterIds: readonly string[]): Promise<(Scene & { characterId: string })[]>;
  castOfScenes(sceneIds: readonly string[]): Promise<{ sceneId: string; characterId: string }[]>;
  quotesOfScenes(sceneIds: readonly string[]): Promise<Quote[]>;
  /** The first `first` of each. */
  quotesOfCharacters(characterIds: readonly string[], first: number): Promise<Quote[]>;
  textsOfScenes(sceneIds: readonly string[]): Promise<{ sceneId: string; text: string }[]>;
  briefSource(sceneId: string): Promise<BriefSource | null>;
}

/** Writes what happens in a scene in words of its own. */
export interface SceneWriter {
  model: ModelInfo;
  /** Null when nothing usable came: the scene then keeps what was taken from its text. @throws the reason of an abort. */
  write(scene: SceneToWrite, signal: AbortSignal): Promise<WrittenScene | null>;
}

/** What a writer is told of a scene. */
export interface SceneToWrite {
  language: Language;
  bookTitle: string;
  scene: Pick<AnalysedScene, 'sentences' | 'place' | 'timeOfDay' | 'weather' | 'props'>;
  /** Names of who is there. */
  cast: readonly string[];
}

/** Each sentence of the summary rests on one of the book. */
export interface WrittenScene {
  summary: AnalysedScene['summarySentences'];
  visualPrompt: string;
}

/** Roles of one user in projects, from this service's own copy. */
export interface ProjectRoles {
  /** Every project in which the user has a role. */
  projectsOf(userId: string): Promise<string[]>;
  rolesOf(userId: string, projectIds: readonly string[]): Promise<Map<string, string>>;
}

/** A book to be analysed, and for whom. */
export interface AnalysisOrder {
  book: BookDocument;
  /** Whose book it is: owners take turns at the models. */
  tenant: string;
  /** The version of the engine that must do it; see `engine()`. */
  engineVersion: string;
  /** What was found before an interruption. */
  resume: ResumePoint;
  signal: AbortSignal;
}

export interface ResumePoint extends FoundBefore {
  /** By the place of their chapter. */
  readings: ReadonlyMap<number, ChapterReadings>;
}

/** What an analysis tells while it goes on: first the size of the book, then readings, then what was found. */
export type Finding = TextCut | ChapterRead | AnalysisStep;

export interface TextCut {
  kind: 'text';
  chapters: number;
  tokens: number;
  words: number;
  /** Whether models read the chapters before anything is found in them. */
  isRead: boolean;
}

/** Models have read a chapter; `chapter` is its place in the book. */
export interface ChapterRead extends Progress {
  kind: 'readings';
  chapter: number;
  readings: ChapterReadings;
}

/** The engine, off the request loop. */
export interface BookAnalyser {
  /** Finds as much as is asked for: it does not run ahead of its reader by more than a chapter. */
  analyse(order: AnalysisOrder): AsyncGenerator<Finding, AnalysisEnd>;
  /** What it is made of. */
  engine(): Promise<EngineInfo>;
  close(): Promise<void>;
}

/** The nearest passage of a scene. */
export interface NearPassage {
  sceneId: string;
  span: Span;
  /** The cosine, -1 to 1. */
  likeness: number;
}

/** Finds passages by what they are about. */
export interface PassageIndex {
  /** The scenes with the nearest passages, nearest first; one passage a scene. */
  nearest(query: {
    analysisIds: readonly string[];
    /** Of whose passages: those of another reader are not looked at. */
    model: string;
    /** Of length 1. */
    vector: Float32Array;
    limit: number;
  }): Promise<NearPassage[]>;
}

/** Books of one language, to be searched. */
export interface SearchScope {
  analysisIds: readonly string[];
  language: Language;
}

/** What search asks of the stored scenes. Lists are of ids of scenes, best first. */
export interface SceneIndex extends PassageIndex {
  /** Scenes with all the words, as search engines understand them: "a phrase", -without, or. */
  exactWords(scope: SearchScope, text: string, limit: number): Promise<string[]>;
  /** Scenes with any of the words; rare ones count more. */
  anyWords(scope: SearchScope, text: string, limit: number): Promise<string[]>;
  /** The words around what was found. */
  excerptsOf(
    sceneIds: readonly string[],
    query: { text: string; language: Language; isExact: boolean },
  ): Promise<Map<string, string>>;
}

/** Reads what a text is about. */
export interface MeaningReader {
  /** Name and version: directions of different readers cannot be compared. */
  id: string;
  /** Those in which it reads; what it says of a text in one is comparable with what it says in the others. */
  languages: readonly Language[];
  /** Numbers in a direction. */
  width: number;
  /** A direction of length 1, null when no word is known; and the share of words that are. */
  read(text: string, language: Language): { vector: Float32Array | null; known: number };
}
