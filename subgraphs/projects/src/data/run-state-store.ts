import type { Db, Tx } from '@visiobook/db';
import { generationRuns, runStages, runUnits } from '@visiobook/db/tables/projects';
import { and, eq, sql } from 'drizzle-orm';
import { type RunState, type UnitState, unitKey } from '../domain/pipeline/run-state.ts';
import { toRun, toStage, toUnit } from './run-rows.ts';

/** Rows in one INSERT: well below the driver's limit of 65,534 parameters. */
const CHUNK = 500;

/** Reads a whole run and keeps its row from other writers until the transaction ends. */
export async function lockRun(db: Db | Tx, id: string): Promise<RunState | null> {
  const [row] = await db.select().from(generationRuns).where(eq(generationRuns.id, id)).for('update');
  if (!row) return null;
  const [stages, units] = await Promise.all([
    db.select().from(runStages).where(eq(runStages.runId, id)),
    db.select().from(runUnits).where(eq(runUnits.runId, id)),
  ]);
  return {
    run: toRun(row),
    stages: new Map(stages.map(toStage).map(({ runId, ...stage }) => [stage.name, stage])),
    units: new Map(units.map(toUnit).map((unit) => [unitKey(unit.stage, unit.unit), unit])),
  };
}

export async function insertRun(db: Db | Tx, { run, stages, units }: RunState): Promise<void> {
  await db.insert(generationRuns).values({ ...run, updatedAt: run.createdAt });
  await db.insert(runStages).values([...stages.values()].map((stage) => ({ ...stage, runId: run.id })));
  await insertUnits(db, run.id, [...units.values()]);
}

/** Writes what differs: the pipeline gives unchanged stages and units back as the objects they were. */
export async function saveRun(db: Db | Tx, before: RunState, after: RunState): Promise<void> {
  const { id, status, failure, seq, resends, lastReportAt, expectedFinishAt, startedAt, finishedAt } =
    after.run;
  await db
    .update(generationRuns)
    .set({ status, failure, seq, resends, lastReportAt, expectedFinishAt, startedAt, finishedAt })
    .where(eq(generationRuns.id, id));
  for (const [name, stage] of after.stages) {
    if (stage === before.stages.get(name)) continue;
    await db
      .update(runStages)
      .set(stage)
      .where(and(eq(runStages.runId, id), eq(runStages.name, name)));
  }
  const changed = [...after.units].filter(([key, unit]) => unit !== before.units.get(key));
  await insertUnits(
    db,
    id,
    changed.map(([, unit]) => unit),
  );
}

async function insertUnits(db: Db | Tx, runId: string, units: readonly UnitState[]): Promise<void> {
  for (let start = 0; start < units.length; start += CHUNK) {
    const rows = units.slice(start, start + CHUNK).map((unit) => ({ ...unit, runId }));
    await db
      .insert(runUnits)
      .values(rows)
      .onConflictDoUpdate({
        target: [runUnits.runId, runUnits.stage, runUnits.unit],
        set: {
          status: sql`excluded.status`,
          done: sql`excluded.done`,
          total: sql`excluded.total`,
          output: sql`excluded.output`,
          attempt: sql`excluded.attempt`,
          updatedAt: new Date(),
        },
      });
  }
}
