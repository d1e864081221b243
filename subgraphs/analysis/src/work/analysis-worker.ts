import { engineVersion, type ModelInfo } from '../domain/models.ts';
import { type ModelSettings, weightsFolder } from '../models/engine.ts';
import { loadStages, type Stages } from '../models/stages.ts';
import type { AnalysisJob, WorkerMessage, WorkerOrder } from './analysis-messages.ts';
import { findingsOf } from './findings.ts';
import type { Ask } from './read-chapters.ts';
import { endWithParent } from './watched-child.ts';

// Runs the rules over one book at a time. It finds one thing for each leave it is given, so it never runs far ahead of
// whoever stores what it finds.

endWithParent();
const settings = JSON.parse(process.argv[2]!) as ModelSettings;
const stages = loadStages(settings, weightsFolder(settings));

const asked = new Map<number, { resolve(rows: unknown[]): void; reject(error: Error): void }>();
let ids = 0;
let leaves = 0;
let wake = () => {};

process.on('message', (order: WorkerOrder) => {
  if (order.kind === 'next') {
    leaves++;
    wake();
  } else if (order.kind === 'job') {
    void analyse(order);
  } else {
    const question = asked.get(order.id);
    asked.delete(order.id);
    if (order.kind === 'rows') question?.resolve(order.rows);
    else question?.reject(new Error(order.message));
  }
});

async function analyse(job: AnalysisJob): Promise<void> {
  try {
    const loaded = await stages;
    const stale = staleness(job.cards.stages, loaded);
    if (stale) return say({ kind: 'stale', message: stale });
    const findings = findingsOf(job, job.cards.stages.length === 0 ? {} : loaded.ports, ask);
    for (;;) {
      await leave();
      const { done, value } = await findings.next();
      if (done) return say({ kind: 'end', end: value });
      say({ kind: 'found', finding: value });
    }
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    say({ kind: 'failure', message, stack });
  }
}

/** Why the small models here are not those that the engine says it has; it has none while the baseline does all. */
function staleness(wanted: readonly ModelInfo[], { models, problems }: Stages): string | null {
  const versions = (of: readonly ModelInfo[]) => (of.length === 0 ? 'none' : engineVersion(of));
  if (wanted.length === 0 || versions(models) === versions(wanted)) return null;
  return `The engine has ${versions(wanted)}; this worker has ${versions(models)}. ${problems.join(' ')}`;
}

async function leave(): Promise<void> {
  while (leaves === 0)
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  leaves--;
}

function ask(...[task, items, lengths]: Parameters<Ask>): ReturnType<Ask> {
  const id = ids++;
  const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
  asked.set(id, { resolve, reject });
  say({ kind: 'read', id, task, items, lengths });
  return promise;
}

function say(message: WorkerMessage): void {
  process.send?.(message);
}
