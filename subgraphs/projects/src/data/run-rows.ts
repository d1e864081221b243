import type { generationRuns, runProgress, runStages, runUnits } from '@visiobook/db/tables/projects';
import type { ExportFormat, GenerationSettings, StageName, UnitOutput } from '@visiobook/schema';
import type {
  GenerationRun,
  RunFailure,
  RunStatus,
  StageState,
  StageStatus,
  UnitState,
  UnitStatus,
} from '../domain/pipeline/run-state.ts';
import type { TracedStep } from '../domain/ports.ts';

// What stands in these columns was parsed before it was written, by this service alone: reading trusts it.

export function toRun({ updatedAt, version, ...row }: typeof generationRuns.$inferSelect): GenerationRun {
  return {
    ...row,
    settings: row.settings as GenerationSettings,
    formats: row.formats as ExportFormat[],
    status: row.status as RunStatus,
    failure: row.failure as RunFailure | null,
    trace: row.trace as Record<string, string>,
  };
}

export function toStage(row: typeof runStages.$inferSelect): StageState & { runId: string } {
  return { ...row, name: row.name as StageName, status: row.status as StageStatus };
}

export function toUnit(row: typeof runUnits.$inferSelect): UnitState {
  const { runId, createdAt, updatedAt, ...unit } = row;
  return {
    ...unit,
    stage: unit.stage as StageName,
    status: unit.status as UnitStatus,
    output: unit.output as UnitOutput | null,
  };
}

export function toStep(row: typeof runProgress.$inferSelect): TracedStep {
  return {
    ...row,
    stage: row.stage as StageName,
    runStatus: row.runStatus as RunStatus,
    trace: row.trace as Record<string, string>,
  };
}
