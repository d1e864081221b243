/** What this process is doing for which run, so that it can stop when the run ends. */
export interface RunningJobs {
  begin(runId: string): { signal: AbortSignal; end(): void };
  abort(runId: string): void;
}

export function runningJobs(): RunningJobs {
  const jobs = new Map<string, Set<AbortController>>();
  return {
    begin(runId) {
      const controller = new AbortController();
      const ofRun = jobs.get(runId) ?? new Set();
      jobs.set(runId, ofRun.add(controller));
      return {
        signal: controller.signal,
        end: () => {
          ofRun.delete(controller);
          if (ofRun.size === 0 && jobs.get(runId) === ofRun) jobs.delete(runId);
        },
      };
    },
    abort(runId) {
      for (const controller of jobs.get(runId) ?? []) controller.abort(new Error('The run ended.'));
    },
  };
}
