import type { Connection, PageArgs } from '@visiobook/service';
import { readPage, toConnection } from '@visiobook/service';
import DataLoader from 'dataloader';
import type { GenerationRun, StageState } from './domain/pipeline/run-state.ts';
import type { Readers } from './domain/ports.ts';
import type { Member, Project } from './domain/project.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** Reads by id, gathered per request; what the viewer may not see is null, like what is not there. */
export function createLoaders({ projects, runs }: Readers, userId: string | null) {
  const project = new DataLoader<string, Project | null>(async (ids) => {
    const found = userId === null ? [] : await projects.findVisible(ids, userId);
    return inOrder(ids, found, ({ id }) => id);
  });
  const run = new DataLoader<string, GenerationRun | null>(async (ids) => {
    const found = inOrder(ids, await runs.findByIds(ids), ({ id }) => id);
    return Promise.all(found.map(async (row) => (row && (await project.load(row.projectId)) ? row : null)));
  });
  const latestRun = new DataLoader<string, GenerationRun | null>(async (ids) =>
    inOrder(ids, await runs.latestOf(ids), ({ projectId }) => projectId),
  );
  const stages = new DataLoader<string, StageState[]>(async (ids) => {
    const found = Map.groupBy(await runs.stagesOf(ids), ({ runId }) => runId);
    return ids.map((id) => found.get(id) ?? []);
  });
  const members = new DataLoader<string, Member[]>(async (ids) => {
    const found = Map.groupBy(await projects.membersOf(ids), ({ projectId }) => projectId);
    return ids.map((id) => found.get(id) ?? []);
  });
  const runPages = new DataLoader<{ projectId: string; args: PageArgs }, Connection<GenerationRun>, string>(
    async (keys) => {
      const byArgs = Map.groupBy(keys, ({ args }) => JSON.stringify(args));
      const read = [...byArgs].map(async ([args, wanted]) => {
        const ids = wanted.map(({ projectId }) => projectId);
        return [args, await runs.pagesOf(ids, readPage(wanted[0]!.args))] as const;
      });
      const pages = new Map(await Promise.all(read));
      return keys.map(({ projectId, args }) => {
        const { rows, total } = pages.get(JSON.stringify(args))!.get(projectId)!;
        return toConnection(rows, readPage(args), total, ({ id }) => id);
      });
    },
    { cacheKeyFn: ({ projectId, args }) => `${projectId} ${JSON.stringify(args)}` },
  );
  return {
    project,
    run,
    latestRun,
    stages,
    members,
    runPages,
    /** Forgets what was read, between two events of one subscription. */
    refresh() {
      for (const loader of [project, run, latestRun, stages, members]) loader.clearAll();
      runPages.clearAll();
    },
  };
}

function inOrder<T>(ids: readonly string[], rows: readonly T[], idOf: (row: T) => string): (T | null)[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id) ?? null);
}
