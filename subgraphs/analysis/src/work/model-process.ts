import type { ReadingTask } from '../domain/readings.ts';
import { loadEngine, type ModelSettings } from '../models/engine.ts';
import { readersOf } from '../models/readers.ts';
import type { BatchOrder, ModelMessage } from './model-messages.ts';
import { endWithParent } from './watched-child.ts';

// Holds the models' weights once and reads batch after batch. It decides nothing: what shares a batch is the service's
// choice, which also ends this process when it takes too long.

endWithParent();
const { info, stages, mood, reader } = await loadEngine(JSON.parse(process.argv[2]!) as ModelSettings);
const readers = readersOf({ mood, reader });

process.on('message', async ({ id, task, language, items }: BatchOrder) => {
  try {
    say({ kind: 'rows', id, rows: await readers.read(task, items as never[], language) });
  } catch (error) {
    say({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
  }
});
say({
  kind: 'ready',
  info,
  names: names(),
  cards: { stages, tasks: readers.tasks, mood: mood?.manifest ?? null },
});

/** As metrics name who does a task; together they are one. */
function names(): { [T in ReadingTask]?: string } {
  const moodId = mood && `${mood.manifest.name}-${mood.manifest.version}`;
  return {
    ...(moodId && { mood: moodId }),
    ...(reader && { entities: reader.id }),
    ...(moodId && reader && { together: `${reader.id}+${moodId}` }),
  };
}

function say(message: ModelMessage): void {
  process.send?.(message);
}
