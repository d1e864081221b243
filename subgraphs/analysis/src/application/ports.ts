import type { BookDocument } from '@visiobook/schema';
import type { Connection, PageRequest } from '@visiobook/service';
import type { AnalysisStep, BookAnalysis } from '../domain/book-analysis.ts';
import type { EngineInfo } from '../domain/models.ts';
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

/** The engine, off the request loop. */
export interface BookAnalyser {
  analyse(book: BookDocument, options: { signal: AbortSignal }): AsyncGenerator<AnalysisStep, BookAnalysis>;
  /** What it is made of. */
  engine(): Promise<EngineInfo>;
  close(): Promise<void>;
}
