/** The domain types behind the GraphQL types; paths are relative to src/generated. */
export const mappers = {
  Project: '../domain/project.ts#Project as ProjectRow',
  Member: '../domain/project.ts#Member as MemberRow',
  GenerationRun: '../domain/pipeline/run-state.ts#GenerationRun as GenerationRunRow',
  RunStage: '../domain/pipeline/run-state.ts#StageState as StageStateRow',
  GenerationProgress: '../domain/pipeline/run-state.ts#ProgressStep as ProgressStepRow',
  Activity: '../domain/activity.ts#Activity as ActivityRow',
};
