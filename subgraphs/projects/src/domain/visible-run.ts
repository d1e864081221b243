import { notFound } from '@visiobook/service';
import type { GenerationRun } from './pipeline/run-state.ts';
import type { Readers } from './ports.ts';
import type { Project } from './project.ts';

/** A run and its project. @throws AppError NOT_FOUND unless the person is a member of the project. */
export async function visibleRun(
  { runs, projects }: Pick<Readers, 'runs' | 'projects'>,
  runId: string,
  userId: string,
): Promise<{ run: GenerationRun; project: Project }> {
  const [run] = await runs.findByIds([runId]);
  const [project] = run ? await projects.findVisible([run.projectId], userId) : [];
  if (!run || !project) throw notFound('run');
  return { run, project };
}
