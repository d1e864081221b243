import type { BookDocument } from '@visiobook/schema';
import type { Connection, PageRequest } from '@visiobook/service';
import type { AnalysisEnd, AnalysisStep, FoundBefore, Progress } from '../domain/book-analysis.ts';
import type { EngineInfo } from '../domain/models.ts';
import type { ChapterReadings } from '../domain/readings.ts';
import type { Analysis, Chapter, Character, Place, Quote, Scene, SceneFilter, SceneHit } from './library.ts';
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
  search(analysis: Analysis, text: string, first: number): Promise<SceneHit[]>;
  briefSource(sceneId: string): Promise<BriefSource | null>;
}

/** Roles of one user in projects, from this service's own copy. */
export interface ProjectRoles {
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
