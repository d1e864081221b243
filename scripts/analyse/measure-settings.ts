import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '@visiobook/schema';
import { analyseBook } from '../../subgraphs/analysis/src/domain/analyse-book.ts';
import { DEFAULT_MODELS } from '../../subgraphs/analysis/src/models/default-models.ts';
import { WEIGHTS_FOLDER } from '../../subgraphs/analysis/src/models/engine.ts';
import { loadStages } from '../../subgraphs/analysis/src/models/stages.ts';
import { readBook } from '../../subgraphs/storage/src/domain/ingest/read-book.ts';
import { SETTINGS } from './setting-labels.ts';

// node scripts/analyse/measure-settings.ts --books ../shared/data/books: how often the place and the hour of a scene are
// told, and are right where they are told.

const { values } = parseArgs({ options: { books: { type: 'string' } } });
const { ports } = await loadStages(DEFAULT_MODELS, WEIGHTS_FOLDER);
const all = { scenes: 0, told: 0, right: 0, hours: 0, hoursTold: 0, hoursRight: 0 };

for (const [book, labels] of Object.entries(SETTINGS)) {
  const path = join(values.books!, `${book}.txt`);
  const document = await readBook({
    path,
    fileName: basename(path),
    mediaType: 'application/octet-stream',
  });
  const steps = analyseBook({ ...document, language: book.slice(0, 2) as Language }, ports);
  let next = steps.next();
  while (!next.done) next = steps.next();
  const { scenes } = next.value;
  const own = { told: 0, right: 0 };
  for (const [at, places, hours] of labels) {
    const { place, timeOfDay } = scenes.find(({ span }) => span.start <= at && at < span.end)!;
    if (place.kind !== 'UNKNOWN') own.told++;
    if (places.split(' ').includes(place.kind)) own.right++;
    if (hours === 'any') continue;
    all.hours++;
    if (timeOfDay !== 'UNKNOWN') all.hoursTold++;
    if (hours.split(' ').includes(timeOfDay)) all.hoursRight++;
  }
  all.scenes += labels.length;
  all.told += own.told;
  all.right += own.right;
  process.stdout.write(
    `${book}: ${labels.length} scenes, place told in ${own.told}, right in ${own.right}\n`,
  );
}
const share = (part: number, whole: number) => (part / whole).toFixed(2);
process.stdout.write(
  `place: told ${share(all.told, all.scenes)}, right where told ${share(all.right, all.told)}; hour: told ${share(all.hoursTold, all.hours)}, right where told ${share(all.hoursRight, all.hoursTold)}\n`,
);
