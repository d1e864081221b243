import { advance, type UnitReport } from './pipeline/advance.ts';
import type { Deps } from './ports.ts';
import { announce, settle } from './settle.ts';

/**
 * Takes in a worker's report, in one transaction with all that follows from it. A report that is known, late, or
 * about a run that is gone changes nothing.
 */
export async function recordReport(deps: Deps, report: UnitReport): Promise<void> {
  const done = await deps.transaction(async (stores) => {
    const before = await stores.runs.lock(report.runId);
    if (!before) return null;
    const transition = advance(before, report, new Date());
    if (!transition.changed) return null;
    await settle(stores, before, transition, { trace: deps.trace() });
    if (report.state === 'DONE' && report.output?.kind === 'document') {
      const { projectId, fileId } = before.run;
      await stores.projects.setDocument(projectId, fileId, report.output.documentId);
    }
    return { before, transition };
  });
  if (done) await announce(deps, done.before, done.transition);
}
