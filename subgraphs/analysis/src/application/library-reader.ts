import {
  AppError,
  type Connection,
  type PageArgs,
  parseInput,
  readPage,
  type Viewer,
} from '@visiobook/service';
import DataLoader from 'dataloader';
import { z } from 'zod';
import type { Analysis, Chapter, Character, Place, Quote, Scene, SceneFilter, SceneHit } from './library.ts';
import type { Library, ProjectRoles, ScenePage } from './ports.ts';
import { maySeeProject } from './project-policy.ts';
import { type SearchParts, searchScenes } from './search-scenes.ts';

const MOST_HITS = 50;
const MOST_QUOTES = 100;
const LONGEST_SEARCH = 500;

/**
 * What one viewer can read, in one request: reads of the same kind are made together, and what the viewer may not
 * see is not there. Whoever has an analysis in hand was allowed to see it, so its parts are not checked again.
 */
export function createLibraryReader(
  library: Library,
  roles: ProjectRoles,
  viewer: Viewer,
  search: Omit<SearchParts, 'library'>,
) {
  const searched = (found: readonly Analysis[], text: string, first: number) =>
    found.length === 0
      ? []
      : searchScenes({ ...search, library }, found, text, between('first', first, MOST_HITS));
  const roleIn = new DataLoader<string, string | null>(async (projectIds) => {
    const known = viewer.id === null ? new Map() : await roles.rolesOf(viewer.id, projectIds);
    return projectIds.map((id) => known.get(id) ?? null);
  });
  const visible = async <T extends { projectId: string }>(found: T | null): Promise<T | null> =>
    found && maySeeProject(viewer, await roleIn.load(found.projectId)) ? found : null;

  const analyses = byKey(
    (ids) => library.findAnalyses(ids),
    ({ id }) => id,
  );
  const latest = byKey(
    (ids) => library.latestOfProjects(ids),
    ({ projectId }) => projectId,
  );
  const scenes = byKey(
    (ids) => library.findScenes(ids),
    ({ id }) => id,
  );
  const characters = byKey(
    (ids) => library.findCharacters(ids),
    ({ id }) => id,
  );
  const texts = byKey(
    (ids) => library.textsOfScenes(ids),
    ({ sceneId }) => sceneId,
  );
  const chapters = listsByKey(
    (ids) => library.chaptersOf(ids),
    ({ analysisId }) => analysisId,
  );
  const casts = listsByKey(
    (ids) => library.charactersOf(ids),
    ({ analysisId }) => analysisId,
  );
  const places = listsByKey(
    (ids) => library.placesOf(ids),
    ({ analysisId }) => analysisId,
  );
  const castOfScene = listsByKey(
    (ids) => library.castOfScenes(ids),
    ({ sceneId }) => sceneId,
  );
  const scenesOfCharacter = listsByKey(
    (ids) => library.scenesOfCharacters(ids),
    ({ characterId }) => characterId,
  );
  const quotesOfScene = listsByKey(
    (ids) => library.quotesOfScenes(ids),
    ({ sceneId }) => sceneId,
  );
  const quotesOfCharacter = perArguments((first: number) =>
    listsByKey(
      (ids) => library.quotesOfCharacters(ids, first),
      ({ speakerId }) => speakerId ?? '',
    ),
  );
  const scenePages = perArguments(
    (page: ScenePage) =>
      new DataLoader<string, Connection<Scene>>(async (ids) => {
        const pages = await library.scenePages(ids, page);
        return ids.map((id) => pages.get(id) ?? new Error(`no page of scenes for analysis ${id}`));
      }),
  );
  const latestAnalysis = async (projectId: string) => visible(await latest.load(projectId));

  return {
    analysis: async (id: string): Promise<Analysis | null> => visible(await analyses.load(id)),
    latestAnalysis,
    scene: async (id: string): Promise<Scene | null> => visible(await scenes.load(id)),
    character: async (id: string): Promise<Character | null> => visible(await characters.load(id)),
    knownScene: (id: string): Promise<Scene | null> => scenes.load(id),
    knownCharacter: (id: string): Promise<Character | null> => characters.load(id),
    chapters: (analysisId: string): Promise<Chapter[]> => chapters.load(analysisId),
    charactersOf: (analysisId: string): Promise<Character[]> => casts.load(analysisId),
    places: (analysisId: string): Promise<Place[]> => places.load(analysisId),
    scenes: (analysisId: string, filter: SceneFilter, args: PageArgs): Promise<Connection<Scene>> =>
      scenePages({ filter: checkedFilter(filter), page: readPage(args) }).load(analysisId),
    text: async (sceneId: string): Promise<string> => (await texts.load(sceneId))?.text ?? '',
    cast: async (sceneId: string): Promise<Character[]> => {
      const ids = (await castOfScene.load(sceneId)).map(({ characterId }) => characterId);
      const found = await Promise.all(ids.map((id) => characters.load(id)));
      return found.filter((character) => character !== null);
    },
    scenesOf: (characterId: string): Promise<Scene[]> => scenesOfCharacter.load(characterId),
    quotesIn: (sceneId: string): Promise<Quote[]> => quotesOfScene.load(sceneId),
    quotesBy: (characterId: string, first: number): Promise<Quote[]> =>
      quotesOfCharacter(between('first', first, MOST_QUOTES)).load(characterId),
    async search(projectId: string, text: string, first: number): Promise<SceneHit[]> {
      const role = z.uuid().safeParse(projectId).success ? await roleIn.load(projectId) : null;
      if (!maySeeProject(viewer, role)) throw new AppError('NOT_FOUND', 'No such project.');
      const words = searchWords(text);
      const analysis = await latest.load(projectId);
      return searched(analysis ? [analysis] : [], words, first);
    },
    /** Across everything that the viewer may see. */
    async searchLibrary(text: string, first: number): Promise<SceneHit[]> {
      const words = searchWords(text);
      const projects = viewer.id === null ? [] : await roles.projectsOf(viewer.id);
      const found = await Promise.all(projects.map((id) => latest.load(id)));
      return searched(
        found.filter((one) => one !== null),
        words,
        first,
      );
    },
  };
}
export type LibraryReader = ReturnType<typeof createLibraryReader>;

function searchWords(text: string): string {
  return parseInput(z.object({ text: z.string().trim().min(1).max(LONGEST_SEARCH) }), { text }).text;
}

/** An id that is no UUID names nothing; Postgres would refuse the whole read for it. */
function readable(ids: readonly string[]): string[] {
  return ids.filter((id) => z.uuid().safeParse(id).success);
}

function byKey<T>(read: (ids: string[]) => Promise<T[]>, keyOf: (row: T) => string) {
  return new DataLoader<string, T | null>(async (ids) => {
    const wanted = readable(ids);
    const rows = wanted.length === 0 ? [] : await read(wanted);
    const found = new Map(rows.map((row) => [keyOf(row), row]));
    return ids.map((id) => found.get(id.toLowerCase()) ?? null);
  });
}

function listsByKey<T>(read: (ids: string[]) => Promise<T[]>, keyOf: (row: T) => string) {
  return new DataLoader<string, T[]>(async (ids) => {
    const lists = Map.groupBy(await read([...ids]), keyOf);
    return ids.map((id) => lists.get(id) ?? []);
  });
}

/** One loader for each set of arguments, since only reads with the same ones can be made together. */
function perArguments<A, L>(create: (args: A) => L): (args: A) => L {
  const loaders = new Map<string, L>();
  return (args) => {
    const key = JSON.stringify(args);
    const loader = loaders.get(key) ?? create(args);
    loaders.set(key, loader);
    return loader;
  };
}

function checkedFilter(filter: SceneFilter): SceneFilter {
  if (filter.characterId !== undefined) parseInput(z.object({ characterId: z.uuid() }), filter);
  return filter;
}

function between(field: string, value: number, most: number): number {
  if (value >= 1 && value <= most) return value;
  const message = `1 to ${most} can be asked for; ${value} were.`;
  throw new AppError('BAD_USER_INPUT', message, { fields: { [field]: [message] } });
}
