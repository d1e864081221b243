import { AnalyseDocument, type BookDocument } from '@visiobook/schema';
import { newId } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { analysisJob, analysisService } from './analysis-service.ts';
import { knownAnalyser } from './small-book.ts';

const PROJECT = `query ($id: ID!, $text: String!, $first: Int) {
  searchScenes(projectId: $id, text: $text, first: $first) { score excerpt scene { title } project { id } } }`;
const LIBRARY = `query ($text: String!, $first: Int) {
  searchLibrary(text: $text, first: $first) { score excerpt scene { title } project { id } } }`;

interface Hit {
  score: number;
  excerpt: string;
  scene: { title: string };
  project: { id: string };
}
type Service = Awaited<ReturnType<typeof analysisService>>;

const ENGLISH = bookOf('en', {
  'The Wreck':
    'The brig struck the reef before midnight. The waves broke over her deck and the masts went by the board. The crew took to the boats.',
  'The Supper':
    'They ate bread and cheese by the fire. The landlady poured the beer, and nobody said a word.',
  'The Letter':
    'Adela opened the envelope and read it twice. The lawyer had written that the house was hers.',
});
const FRENCH = bookOf('fr', {
  'Le bal':
    'Les violons jouaient dans le grand salon. Les couples valsaient sous les lustres jusqu’à l’aube.',
  'La forêt': 'Ils marchaient entre les sapins. Un loup hurla au loin et la neige se mit à tomber.',
});

describe('search by words and by meaning', () => {
  it('finds a scene that has none of the words, and shows the passage', async () => {
    await using service = await analysisService(knownAnalyser(), ENGLISH);
    const { projectId, owner } = await analysed(service);
    const hits = await found(service, PROJECT, { id: projectId, text: 'shipwreck' }, owner);
    expect(hits[0]).toMatchObject({ scene: { title: 'The Wreck' }, project: { id: projectId } });
    expect(hits[0]!.excerpt).toContain('struck the reef');
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('puts a scene with the words before those that are only about the like', async () => {
    await using service = await analysisService(knownAnalyser(), ENGLISH);
    const { projectId, owner } = await analysed(service);
    const hits = await found(
      service,
      PROJECT,
      { id: projectId, text: 'the lawyer and the envelopes' },
      owner,
    );
    expect(hits[0]!.scene.title).toBe('The Letter');
    expect(hits[0]!.excerpt).toMatch(/envelope/);
  });

  it('gives only the very words to whoever writes operators', async () => {
    await using service = await analysisService(knownAnalyser(), ENGLISH);
    const { projectId, owner } = await analysed(service);
    const titles = async (text: string) =>
      (await found(service, PROJECT, { id: projectId, text }, owner)).map(({ scene }) => scene.title);
    expect(await titles('“read it twice”')).toEqual(['The Letter']);
    expect(await titles('"twice it read"')).toEqual([]);
    expect((await titles('bread or envelope')).sort()).toEqual(['The Letter', 'The Supper']);
    expect(await titles('bread -cheese')).toEqual([]);
  });

  it('finds nothing for what is no word', async () => {
    await using service = await analysisService(knownAnalyser(), ENGLISH);
    const { projectId, owner } = await analysed(service);
    expect(await found(service, PROJECT, { id: projectId, text: 'qwxzzk' }, owner)).toEqual([]);
    expect(await found(service, PROJECT, { id: projectId, text: "\\ ' % & | ! ( ) : *" }, owner)).toEqual([]);
  });

  it('compares words alone when the model is switched off', async () => {
    await using service = await analysisService(knownAnalyser(), ENGLISH, { MODEL_SEARCH: 'words' });
    const { projectId, owner } = await analysed(service);
    expect(await found(service, PROJECT, { id: projectId, text: 'shipwreck' }, owner)).toEqual([]);
    const hits = await found(service, PROJECT, { id: projectId, text: 'masts and shipwreck' }, owner);
    expect(hits.map(({ scene }) => scene.title)).toEqual(['The Wreck']);
    expect(await service.sql`select 1 from analysis.scene_passages`).toEqual([]);
  });

  it('stores the passages of an analysis once, whoever repeats the job', async () => {
    await using service = await analysisService(knownAnalyser(), ENGLISH);
    const { job } = await analysed(service);
    const count = async () =>
      Number((await service.sql`select count(*) as n from analysis.scene_passages`)[0]!.n);
    expect(await count()).toBe(3);
    await again(service, job);
    expect(await count()).toBe(3);
  });
});

describe('searchLibrary', () => {
  it('finds scenes in every project of the viewer, in both languages, and in no other', async () => {
    let book = ENGLISH;
    await using service = await analysisService(knownAnalyser(), () => book);
    const owner = newId();
    const english = await analysed(service, owner);
    book = FRENCH;
    const french = await analysed(service, owner);
    await analysed(service);

    const wreck = await found(service, LIBRARY, { text: 'a shipwreck in the waves' }, owner);
    expect(wreck[0]).toMatchObject({ scene: { title: 'The Wreck' }, project: { id: english.projectId } });
    const ball = await found(service, LIBRARY, { text: 'on danse la valse toute la nuit' }, owner);
    expect(ball[0]).toMatchObject({ scene: { title: 'Le bal' }, project: { id: french.projectId } });
    const own = new Set([english.projectId, french.projectId]);
    for (const { project } of [...wreck, ...ball]) expect(own).toContain(project.id);
    expect(await found(service, LIBRARY, { text: 'a shipwreck' }, newId())).toEqual([]);
  });

  it('finds scenes of books in the other language by what they are about', async () => {
    let book = ENGLISH;
    await using service = await analysisService(knownAnalyser(), () => book);
    const owner = newId();
    await analysed(service, owner);
    book = FRENCH;
    await analysed(service, owner);
    const firstOf = async (text: string) => (await found(service, LIBRARY, { text }, owner))[0]?.scene.title;
    expect(await firstOf('couples waltzing to violins beneath chandeliers')).toBe('Le bal');
    expect(await firstOf('le navire fait naufrage sur un récif')).toBe('The Wreck');
    expect(await firstOf('la lettre du notaire donne une maison')).toBe('The Letter');
  });

  it('looks only at the latest analysis of a project', async () => {
    let book = ENGLISH;
    await using service = await analysisService(knownAnalyser(), () => book);
    const { job, owner } = await analysed(service);
    book = bookOf('en', {
      'The Garden': 'The roses were in flower, and the old gardener slept in the shade.',
    });
    await again(service, { ...job, contentHash: 'b'.repeat(64) });
    const hits = await found(service, LIBRARY, { text: 'envelope in the shade' }, owner);
    expect(hits.map(({ scene }) => scene.title)).toEqual(['The Garden']);
  });

  it('refuses an empty question, too many hits, and whoever is nobody', async () => {
    await using service = await analysisService(knownAnalyser(), ENGLISH);
    const { owner } = await analysed(service);
    const empty = await service.ask(LIBRARY, { text: '  ' }, owner);
    expect(empty.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const many = await service.ask(LIBRARY, { text: 'beer', first: 51 }, owner);
    expect(many.errors?.[0]?.extensions).toMatchObject({ fields: { first: [expect.any(String)] } });
    expect((await service.ask(LIBRARY, { text: 'beer' })).data).toEqual({ searchLibrary: [] });
  });
});

/** A book of one scene a chapter. */
function bookOf(language: 'en' | 'fr', parts: Record<string, string>): BookDocument {
  let text = '';
  const chapters = Object.entries(parts).map(([title, prose], index) => {
    const start = text.length;
    text += `${prose}\n\n`;
    return { index, title, start, end: start + prose.length };
  });
  return { title: 'A Test', authors: [], language, text, chapters };
}

async function analysed(service: Service, owner: string = newId()) {
  const job = analysisJob();
  await again(service, job);
  await service.shared(job.projectId, [owner]);
  return { job, owner, projectId: job.projectId };
}

async function again(service: Service, job: ReturnType<typeof analysisJob>): Promise<void> {
  const { runId } = analysisJob();
  await service.projects.queue.send(AnalyseDocument, { ...job, runId });
  await service.projects.report((said) => said.runId === runId && said.state === 'DONE');
}

async function found(service: Service, query: string, variables: object, viewer: string): Promise<Hit[]> {
  const { data, errors } = await service.ask(query, variables, viewer);
  expect(errors).toBeUndefined();
  return Object.values(data as unknown as Record<string, Hit[]>)[0]!;
}
