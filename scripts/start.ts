import { dirname, join } from 'node:path';
import { styleText } from 'node:util';
import { checkBook, readArguments, type StartArguments } from './start/arguments.ts';
import { type DataFolder, openDataFolder } from './start/data-folder.ts';
import { type GraphClient, logIn } from './start/graph-client.ts';
import { type MadeBook, makeBook } from './start/make-book.ts';
import { type Platform, startPlatform } from './start/platform.ts';
import { type ProgressView, progressView } from './start/progress-view.ts';
import { Refusal } from './start/refusal.ts';
import { summary } from './start/summary.ts';

// npm start: the whole platform on embedded parts, and a film of each book that was named.
const REPOSITORY = dirname(import.meta.dirname);
const CALLER = process.env.VISIOBOOK_CALLER_DIR ?? process.cwd();
const DEMO = { email: 'demo@visiobook.example', username: 'demo' };
const SAMPLES = ['en', 'fr'].map((language) =>
  join(REPOSITORY, 'scripts', 'sample', `the-lamplighters-map.${language}.txt`),
);

let view: ProgressView | undefined;
const say = (line: string) => (view ? view.note(line) : process.stderr.write(`${line}\n`));

try {
  await main(readArguments(process.argv.slice(2), CALLER, REPOSITORY));
} catch (error) {
  view?.end();
  if (error instanceof Refusal) {
    console.error(error.message);
    process.exit(error.exitCode);
  }
  console.error(error);
  process.exit(1);
}

async function main(wanted: StartArguments): Promise<void> {
  const startedAt = Date.now();
  const data = openDataFolder(wanted.dataFolder);
  const platform = await startPlatform({
    repository: REPOSITORY,
    data,
    port: wanted.port,
    onStep: (step) => say(styleText('dim', `Starting the ${step}…`)),
    onDeath: (name, reason) => say(styleText('yellow', `${name} stopped (${reason}); starting it again.`)),
    onReturn: (name) => say(styleText('green', `${name} is back.`)),
  }).catch((error) => {
    data.release();
    throw error;
  });
  const stop = stopper(platform, data);
  process.on('SIGINT', () => void stop(130));
  process.on('SIGTERM', () => void stop(143));
  say(`Ready in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);

  try {
    const account = { ...DEMO, password: data.secrets.demoPassword };
    const client = await logIn(platform.url, account);
    const books = await makeBooks(client, wanted, data);
    process.stdout.write(summary(books, CALLER));
    await client.close();
    if (!wanted.once) printAddresses(platform, account);
    if (wanted.json) console.log(JSON.stringify({ books }));
    if (wanted.once) await stop(0);
  } catch (error) {
    view?.end();
    view = undefined;
    // Ctrl-C takes the services away from under whatever was being asked of them: that error says nothing.
    if (!stop.begun()) console.error(error instanceof Refusal ? error.message : error);
    await stop(error instanceof Refusal ? error.exitCode : 1);
  }
}

async function makeBooks(client: GraphClient, wanted: StartArguments, data: DataFolder): Promise<MadeBook[]> {
  const made: MadeBook[] = [];
  for (const book of wanted.books.length > 0 ? wanted.books : SAMPLES.map(checkBook)) {
    view = progressView(process.stderr, book.name);
    made.push(
      await makeBook({
        client,
        book,
        films: data.films,
        onUpload: view.upload,
        onProgress: view.progress,
      }),
    );
    view.end();
    view = undefined;
  }
  return made;
}

function printAddresses({ url }: Platform, { email, password }: { email: string; password: string }): void {
  console.log(`Graph      ${url}/graphql  (HTTP, WebSocket)
Health     ${url}/health  ${url}/ready  ${url}/metrics
Demo login ${email}  ${password}

Press Ctrl-C to stop.`);
}

function stopper(platform: Platform, data: DataFolder) {
  let stopping: Promise<void> | undefined;
  const stop = (exitCode: number) => {
    stopping ??= (async () => {
      view?.end();
      view = undefined;
      if (exitCode !== 0) say('Stopping…');
      await platform.stop();
      data.release();
      // Ctrl-C is how a person ends it: that is no failure.
      process.exit(exitCode >= 128 ? 0 : exitCode);
    })();
    return stopping;
  };
  return Object.assign(stop, { begun: () => stopping !== undefined });
}
