import { parseInput, readPage, requireUser, toConnection } from '@visiobook/service';
import { ProjectFilterInput } from '../domain/inputs.ts';
import { PRESETS } from '../domain/presets.ts';
import { projectCursor } from '../domain/project-cursor.ts';
import type { QueryResolvers } from '../generated/graphql.ts';
import { isId } from './is-id.ts';

export const Query: QueryResolvers = {
  project: (_, { id }, { viewer, loaders }) => {
    requireUser(viewer);
    return isId(id) ? loaders.project.load(id) : null;
  },
  projects: async (_, { filter, orderBy, ...args }, { viewer, readers }) => {
    const { id } = requireUser(viewer);
    const page = readPage(args);
    const order = orderBy ?? 'CREATED_DESC';
    const wanted = parseInput(ProjectFilterInput, filter ?? {});
    const { rows, total } = await readers.projects.listVisible(id, wanted, order, page);
    return toConnection(rows, page, total, (project) => projectCursor(project, order));
  },
  presets: () => PRESETS,
  run: (_, { id }, { viewer, loaders }) => {
    requireUser(viewer);
    return isId(id) ? loaders.run.load(id) : null;
  },
};
