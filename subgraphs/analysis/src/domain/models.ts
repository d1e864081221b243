/** What finds things in books, as people are told. */
export interface ModelInfo {
  name: string;
  version: string;
  task: string;
}

/** The rules and statistics that every engine has; see docs/adr/0009. Raise the version when they find other things. */
export const BASELINE_MODEL: ModelInfo = {
  name: 'baseline',
  version: '10',
  task: 'chapters, scenes, characters, quotes, places, emotions, summaries',
};

/** What an engine is made of, and what went wrong while it was put together. */
export interface EngineInfo {
  models: ModelInfo[];
  /** Part of every analysis's identity: another version of anything in it makes another analysis. */
  version: string;
  /** What the models run on; null without models. */
  backend: string | null;
  /** Why faster backends were not taken: no faults, but worth knowing. */
  refused: string[];
  /** Models that were asked for and cannot run; the baseline stands in for them. */
  problems: string[];
}

export function engineVersion(models: readonly ModelInfo[]): string {
  return models.map(({ name, version }) => `${name}-${version}`).join('+');
}
