import { type Connection, type PageArgs, readPage, type Viewer } from '@visiobook/service';
import DataLoader from 'dataloader';
import { z } from 'zod';
import type { Asset, ExportJob, Frame, Storyboard } from './library.ts';
import type { Library, ProjectRoles } from './ports.ts';
import { mayDo, type ProjectAction } from './project-policy.ts';

const MOST_EXPORTS = 100;

/**
 * What one viewer can read, in one request: reads of the same kind are made together, and what the viewer may not
 * see is not there. Whoever has a storyboard in hand was allowed to see it, so its frames are not checked again.
 */
export function createLibraryReader(library: Library, roles: ProjectRoles, viewer: Viewer) {
  const roleIn = new DataLoader<string, string | null>(async (projectIds) => {
    const wanted = readable(projectIds);
    const known =
      viewer.id === null || wanted.length === 0 ? new Map() : await roles.rolesOf(viewer.id, wanted);
    return projectIds.map((id) => known.get(id) ?? null);
  });
  const may = async (projectId: string, action: ProjectAction) =>
    mayDo(viewer, await roleIn.load(projectId), action);
  const visible = async <T extends { projectId: string }>(found: T | null): Promise<T | null> =>
    found && (await may(found.projectId, 'project:see')) ? found : null;

  const assets = byKey(
    (ids) => library.findAssets(ids),
    ({ id }) => id,
  );
  const storyboards = byKey(
    (ids) => library.findStoryboards(ids),
    ({ id }) => id,
  );
  const frames = byKey(
    (ids) => library.findFrames(ids),
    ({ id }) => id,
  );
  const exportJobs = byKey(
    (ids) => library.findExports(ids),
    ({ id }) => id,
  );
  const latest = byKey(
    (ids) => library.latestOfProjects(ids),
    ({ projectId }) => projectId,
  );
  const exportsOf = new DataLoader<string, ExportJob[]>(async (projectIds) => {
    const wanted = readable(projectIds);
    const found = wanted.length === 0 ? [] : await library.exportsOfProjects(wanted, MOST_EXPORTS);
    const lists = Map.groupBy(found, ({ projectId }) => projectId);
    return projectIds.map((id) => lists.get(id) ?? []);
  });
  const framePages = new Map<string, DataLoader<string, Connection<Frame>>>();

  return {
    may,
    asset: async (id: string): Promise<Asset | null> => visible(await assets.load(id)),
    storyboard: async (id: string): Promise<Storyboard | null> => visible(await storyboards.load(id)),
    frame: async (id: string): Promise<Frame | null> => visible(await frames.load(id)),
    export: async (id: string): Promise<ExportJob | null> => visible(await exportJobs.load(id)),
    latestStoryboard: async (projectId: string): Promise<Storyboard | null> =>
      visible(await latest.load(projectId)),
    exportsOf: async (projectId: string): Promise<ExportJob[]> =>
      (await may(projectId, 'project:see')) ? exportsOf.load(projectId) : [],
    knownAsset: (id: string): Promise<Asset | null> => assets.load(id),
    /** The same page of several storyboards is read together. */
    frames(storyboardId: string, args: PageArgs): Promise<Connection<Frame>> {
      const page = readPage(args);
      const key = JSON.stringify(page);
      const loader =
        framePages.get(key) ??
        new DataLoader<string, Connection<Frame>>(async (ids) => {
          const pages = await library.framePages(ids, page);
          return ids.map((id) => pages.get(id) ?? new Error(`no page of frames for storyboard ${id}`));
        });
      framePages.set(key, loader);
      return loader.load(storyboardId);
    },
  };
}
export type LibraryReader = ReturnType<typeof createLibraryReader>;

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
