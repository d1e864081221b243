import { z } from 'zod';
import { defineEvent } from '../message.ts';

export const ProjectRole = z.enum(['OWNER', 'EDITOR', 'VIEWER']);
export type ProjectRole = z.infer<typeof ProjectRole>;

/**
 * Who may see a project, whole each time. `revision` only grows: a copy with a higher one is newer, so events that
 * arrive out of order do no harm.
 */
export const ProjectAccessChanged = defineEvent({
  name: 'project.access-changed',
  version: 1,
  consumers: ['storage', 'analysis', 'media'],
  payload: z.object({
    projectId: z.uuid(),
    revision: z.int().positive(),
    members: z.array(z.object({ userId: z.uuid(), role: ProjectRole })),
  }),
});

/** A project is gone: its files, analyses and media go too. */
export const ProjectDeleted = defineEvent({
  name: 'project.deleted',
  version: 1,
  consumers: ['storage', 'analysis', 'media'],
  payload: z.object({ projectId: z.uuid() }),
});

/** A run reached its end; workers still busy for it stop when it did not succeed. */
export const RunEnded = defineEvent({
  name: 'run.ended',
  version: 1,
  consumers: ['storage', 'analysis', 'media'],
  payload: z.object({
    runId: z.uuid(),
    projectId: z.uuid(),
    status: z.enum(['SUCCEEDED', 'FAILED', 'CANCELLED']),
  }),
});
