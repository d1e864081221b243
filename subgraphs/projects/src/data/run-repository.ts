import type { Db, Tx } from '@visiobook/db';
import { generationRuns, runProgress, runStages, runUnits } from '@visiobook/db/tables/projects';
import type { UnitOutput } from '@visiobook/schema';
import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import { STAGES } from '../domain/pipeline/plan.ts';
import type { RunRepository } from '../domain/ports.ts';
import { runPages } from './run-pages.ts';
import { toRun, toStage, toStep } from './run-rows.ts';
import { insertRun, lockRun, saveRun } from './run-state-store.ts';

const ACTIVE = inArray(generationRuns.status, ['QUEUED', 'RUNNING']);

export function runRepository(db: Db | Tx): RunRepository {
  return {
    async findByIds(ids) {
      const rows = await db
        .select()
        .from(generationRuns)
        .where(inArray(generationRuns.id, [...ids]));
      return rows.map(toRun);
    },
    async latestOf(projectIds) {
      const rows = await db
        .selectDistinctOn([generationRuns.projectId])
        .from(generationRuns)
        .where(inArray(generationRuns.projectId, [...projectIds]))
        .orderBy(generationRuns.projectId, desc(generationRuns.id));
      return rows.map(toRun);
    },
    pagesOf: (projectIds, page) => runPages(db, projectIds, page),
    async stagesOf(runIds) {
      const rows = await db
        .select()
        .from(runStages)
        .where(inArray(runStages.runId, [...runIds]));
      const place = new Map(STAGES.map((name, index) => [name, index]));
      return rows.map(toStage).sort((a, b) => place.get(a.name)! - place.get(b.name)!);
    },
    async activeOf(projectId) {
      const [row] = await db
        .select()
        .from(generationRuns)
        .where(and(eq(generationRuns.projectId, projectId), ACTIVE));
      return row ? toRun(row) : null;
    },
    async documentOf(projectId, fileId) {
      const [row] = await db
        .select({ output: runUnits.output })
        .from(runUnits)
        .innerJoin(generationRuns, eq(generationRuns.id, runUnits.runId))
        .where(
          and(
            eq(generationRuns.projectId, projectId),
            eq(generationRuns.fileId, fileId),
            eq(runUnits.stage, 'INGEST'),
            eq(runUnits.status, 'DONE'),
          ),
        )
        .orderBy(desc(generationRuns.id))
        .limit(1);
      return (row?.output ?? null) as Extract<UnitOutput, { kind: 'document' }> | null;
    },
    lock: (id) => lockRun(db, id),
    insert: (state) => insertRun(db, state),
    save: (before, after) => saveRun(db, before, after),
    async appendSteps(steps, trace) {
      if (steps.length > 0) await db.insert(runProgress).values(steps.map((step) => ({ ...step, trace })));
    },
    async silentSince(instant, limit) {
      const rows = await db
        .select({ id: generationRuns.id })
        .from(generationRuns)
        .where(and(ACTIVE, lt(generationRuns.lastReportAt, instant)))
        .orderBy(asc(generationRuns.lastReportAt))
        .limit(limit);
      return rows.map(({ id }) => id);
    },
    async stepsAfter(runId, seq, limit) {
      const rows = await db
        .select()
        .from(runProgress)
        .where(and(eq(runProgress.runId, runId), gt(runProgress.seq, seq)))
        .orderBy(asc(runProgress.seq))
        .limit(limit);
      return rows.map(toStep);
    },
  };
}
