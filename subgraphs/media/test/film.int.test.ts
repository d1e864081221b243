import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SceneBrief } from '@visiobook/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilmFrame } from '../src/domain/film-frame.ts';
import { filmCues } from '../src/domain/film-plan.ts';
import { illustrateScene } from '../src/domain/illustrator/illustrate-scene.ts';
import { FRAMES_PER_SECOND, planTimeline } from '../src/domain/timeline.ts';
import { type Film, type FilmOptions, renderFilm } from '../src/render/film.ts';
import { Narrator } from '../src/render/narrator.ts';
import { rasterise } from '../src/render/rasterise.ts';
import { type FilmFacts, readCaptions, readFilm } from './read-film.ts';

const SENTENCES = [
  'Le lapin blanc passa en courant.',
  '« Je suis en retard ! » cria-t-il.',
  'Alice le suivit dans le terrier.',
] as const;
const PLACES = ['GARDEN', 'FOREST', 'UNDERGROUND'] as const;

let folder = '';
let frames: FilmFrame[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visiobook-film-'));
  frames = await makeFrames(folder);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a film of three scenes', () => {
  let film: Film;
  let facts: FilmFacts;

  beforeAll(async () => {
    film = (await render(join(folder, 'work'))).film;
    facts = await readFilm(film.path);
  });

  it('is an MP4 that browsers play: H.264 in yuv420p with AAC, its index before its data', async () => {
    expect(facts.video).toMatchObject({ codec: 'avc1', width: 640, height: 360, pixelFormat: 'yuv420p' });
    expect(facts.audio).toMatchObject({ codec: 'mp4a', sampleRate: 48_000, channels: 2 });
    const head = (await readFile(film.path)).toString('latin1');
    expect(head.indexOf('moov')).toBeLessThan(head.indexOf('mdat'));
  });

  it('lasts as long as its timeline, to the frame', () => {
    const { frameCount, seconds } = planTimeline(frames);
    expect(facts.video.frames).toBe(frameCount);
    expect(film.seconds).toBe(seconds);
    expect(Math.abs(facts.audio.seconds - seconds)).toBeLessThan(2 / FRAMES_PER_SECOND);
  });

  it('shows another picture at each scene and moves within a scene', () => {
    const { items } = planTimeline(frames);
    const middle = items.map((item) => facts.thumbnails[item.startFrame + Math.floor(item.frameCount / 2)]!);
    for (let i = 1; i < middle.length; i++) expect(difference(middle[i - 1]!, middle[i]!)).toBeGreaterThan(6);
    const { startFrame, frameCount } = items[1]!;
    expect(
      difference(facts.thumbnails[startFrame + 20]!, facts.thumbnails[startFrame + frameCount - 5]!),
    ).toBeGreaterThan(1);
  });

  it('is ready at once the second time, from the segments that are there', async () => {
    const before = await readdir(join(folder, 'work'));
    const again = await render(join(folder, 'work'));
    expect(again.film).toEqual(film);
    expect(await readdir(join(folder, 'work'))).toEqual(before);
  });

  it('redoes two segments when one scene has another picture', async () => {
    const before = new Set(await readdir(join(folder, 'work')));
    const changed = frames.map((frame, i) =>
      i === 1 ? { ...frame, illustrationPath: frames[2]!.illustrationPath } : frame,
    );
    await render(join(folder, 'work'), { frames: changed });
    const added = (await readdir(join(folder, 'work'))).filter((name) => !before.has(name));
    expect(added.filter((name) => name.startsWith('segment-'))).toHaveLength(2);
    expect(added.filter((name) => name.startsWith('sound-'))).toHaveLength(0);
  });
});

describe('a render that is stopped', () => {
  it('goes on after kill -9 and ends with the same film', async () => {
    const whole = await render(join(folder, 'work'));
    const cut = join(folder, 'cut');
    await killOnceSegmentsAppear(cut);
    const kept = (await readdir(cut)).filter(
      (name) => name.startsWith('segment-') && !name.includes('.part'),
    );
    expect(kept.length).toBeGreaterThan(0);
    const resumed = await render(cut);
    expect(await readFile(resumed.film.path)).toEqual(await readFile(whole.film.path));
  });

  it('ends with the signal, and leaves no half file under a final name', async () => {
    const work = join(folder, 'aborted');
    const stop = new AbortController();
    const steps = renderFilm({ ...options(work), signal: stop.signal });
    await steps.next();
    stop.abort(new Error('enough'));
    await expect(drain(steps)).rejects.toThrow('enough');
    expect((await readdir(work)).filter((name) => name.startsWith('film-'))).toEqual([]);
  });
});

describe('captions that are not drawn into the pictures', () => {
  it('are a track of their own, timed as the caption file is', async () => {
    const { film } = await render(join(folder, 'soft'), { burnCaptions: false, height: 144 });
    const cues = filmCues(frames).map(({ start, lines }) => ({ start, text: lines.join('\n') }));
    const found = await readCaptions(film.path);
    expect(found.map(({ text }) => text)).toEqual(cues.map(({ text }) => text));
    for (const [i, { start }] of found.entries()) expect(start).toBeCloseTo(cues[i]!.start, 2);
    const { video } = await readFilm(film.path);
    expect(video.frames).toBe(planTimeline(frames).frameCount);
    expect(await readCaptions((await render(join(folder, 'work'))).film.path)).toEqual([]);
  });
});

describe('other formats', () => {
  it('makes a WebM of VP9 and Opus', async () => {
    const { film } = await render(join(folder, 'webm'), {
      format: 'WEBM',
      height: 144,
      frames: frames.slice(0, 1),
    });
    const facts = await readFilm(film.path);
    expect([facts.video.codec, facts.audio.codec]).toEqual(['vp09', 'opus']);
  });

  it('makes a small looping GIF', async () => {
    const { film } = await render(join(folder, 'gif'), { format: 'GIF' });
    expect((await readFile(film.path)).toString('latin1', 0, 6)).toBe('GIF89a');
    expect(film.bytes).toBeLessThan(8_000_000);
  });
});

function options(workDir: string): FilmOptions {
  return {
    frames,
    title: 'Le Terrier',
    authors: ['Une Conteuse'],
    language: 'fr',
    aspect: 'LANDSCAPE',
    height: 360,
    format: 'MP4',
    burnCaptions: true,
    workDir,
  };
}

async function render(
  workDir: string,
  over: Partial<FilmOptions> = {},
): Promise<{ film: Film; milliseconds: number }> {
  const start = performance.now();
  const film = await drain(renderFilm({ ...options(workDir), ...over }));
  return { film, milliseconds: performance.now() - start };
}

async function drain(steps: AsyncGenerator<unknown, Film>): Promise<Film> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

/** Runs the same film in a process of its own and kills that the hard way, with all its workers, as a power cut does. */
async function killOnceSegmentsAppear(work: string): Promise<void> {
  const job = join(folder, 'job.json');
  await writeFile(job, JSON.stringify(options(work)));
  const child = spawn(process.execPath, [new URL('./render-in-process.ts', import.meta.url).pathname, job], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve) => {
    let steps = 0;
    child.stdout.on('data', (text: Buffer) => {
      steps += text.toString().split('\n').length - 1;
      if (steps >= 2) resolve();
    });
  });
  process.kill(-child.pid!, 'SIGKILL');
  await ended;
}

function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}

async function makeFrames(into: string): Promise<FilmFrame[]> {
  const narrator = new Narrator();
  try {
    return await Promise.all(SENTENCES.map((text, i) => makeFrame(narrator, into, text, i)));
  } finally {
    await narrator.close();
  }
}

async function makeFrame(narrator: Narrator, into: string, text: string, i: number): Promise<FilmFrame> {
  const brief = briefOf(text, i);
  const { svg } = illustrateScene(brief, { width: 800, height: 450, seed: i });
  const spoken = await narrator.narrate([{ text, speakerId: i === 1 ? brief.sceneId : null }], {
    language: 'fr',
  });
  const illustrationPath = join(into, `${i}.png`);
  const narrationPath = join(into, `${i}.wav`);
  await writeFile(illustrationPath, await rasterise(svg, { width: 800, height: 450 }));
  await writeFile(narrationPath, spoken.wav);
  return {
    id: brief.sceneId,
    illustrationPath,
    narrationPath,
    narrationSeconds: spoken.duration,
    sentences: spoken.sentences,
    ...(i === 0 ? { chapterTitle: 'Chapitre premier' } : {}),
    emotion: brief.emotion,
    setting: { place: brief.place.kind, weather: brief.weather, timeOfDay: brief.timeOfDay },
    seed: i,
  };
}

function briefOf(text: string, i: number): SceneBrief {
  const sentence = { text, span: { start: 0, end: text.length }, speakerId: null };
  return {
    sceneId: `0198aaaa-0000-7000-8000-00000000000${i}`,
    index: i,
    language: 'fr',
    bookTitle: 'Le Terrier',
    chapterIndex: 0,
    chapterTitle: null,
    title: text,
    summary: text,
    visualPrompt: text,
    place: { name: null, kind: PLACES[i]! },
    timeOfDay: 'DAY',
    season: 'SUMMER',
    weather: 'CLEAR',
    emotion: { label: 'SURPRISE', valence: 0.6, arousal: 0.7, dominance: 0.5 },
    cast: [],
    props: [],
    narration: { digest: [sentence], full: [sentence] },
  };
}
