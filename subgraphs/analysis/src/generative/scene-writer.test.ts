import { describe, expect, it } from 'vitest';
import type { SceneToWrite } from '../application/ports.ts';
import { ChatFailed, type ChatRequest } from './chat-client.ts';
import { createCircuit } from './circuit.ts';
import { createSceneWriter } from './scene-writer.ts';

const TEXTS = ['Mara walked to the harbour at dusk.', 'The lamp was out.', 'Tom ran after her with the key.'];
const SCENE: SceneToWrite = {
  language: 'en',
  bookTitle: 'The Lamp',
  scene: {
    sentences: TEXTS.map((text, i) => ({
      text,
      span: { start: 40 * i, end: 40 * i + text.length },
      speaker: null,
    })),
    place: { name: 'Old Quay', kind: 'HARBOUR' },
    timeOfDay: 'DUSK',
    weather: 'CLEAR',
    props: ['key'],
  },
  cast: ['Mara', 'Tom', 'Mara Lind'],
};
const GOOD = {
  summary: [{ text: 'Mara goes to the harbour, where the lamp is out.', sentence: 2 }],
  visualPrompt: 'At dusk Mara Lind stands on the Old Quay beneath a dead lamp.',
};
const signal = new AbortController().signal;

function writerOf(...answers: (object | Error)[]) {
  const asked: ChatRequest[] = [];
  const warnings: object[] = [];
  const writer = createSceneWriter({
    model: 'tiny',
    chat: async (request) => {
      asked.push(request);
      const answer = answers[Math.min(asked.length, answers.length) - 1]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    log: { warn: (said: object) => warnings.push(said) } as never,
    circuit: createCircuit({ failures: 2 }),
  });
  return { writer, asked, warnings };
}

describe('createSceneWriter', () => {
  it('gives the summary, each sentence with that of the book which it rests on, and the picture', async () => {
    const { writer, asked } = writerOf(GOOD);
    expect(await writer.write(SCENE, signal)).toEqual({
      summary: [{ text: GOOD.summary[0]!.text, span: { start: 40, end: 57 } }],
      visualPrompt: GOOD.visualPrompt,
    });
    expect(writer.model.name).toBe('tiny');
    expect(asked[0]?.user).toContain('2. The lamp was out.');
    expect(asked[0]?.system).toContain('in English');
  });

  it.each([
    [
      'names somebody whom the scene does not know',
      { ...GOOD, visualPrompt: 'Mara and Edmund stand on the quay.' },
    ],
    ['rests on a sentence that is not there', { ...GOOD, summary: [{ text: 'Mara walks.', sentence: 4 }] }],
    ['is of another schema', { summary: 'Mara walks.' }],
    ['has no summary', { ...GOOD, summary: [] }],
  ])('gives nothing when the answer %s', async (_, answer) => {
    const { writer, warnings } = writerOf(answer);
    expect(await writer.write(SCENE, signal)).toBeNull();
    expect(warnings).toHaveLength(1);
  });

  it('takes no word for a name because it begins a sentence', async () => {
    const { writer } = writerOf({
      ...GOOD,
      visualPrompt: 'Night falls. “Shadows everywhere”, and Tom holds a key.',
    });
    expect(await writer.write(SCENE, signal)).not.toBeNull();
  });

  it('leaves a provider alone that keeps failing', async () => {
    const { writer, asked } = writerOf(new ChatFailed('status 503'));
    for (let i = 0; i < 4; i++) expect(await writer.write(SCENE, signal)).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('sends the beginning and the end of a scene that is too long', async () => {
    const { writer, asked } = writerOf(GOOD);
    const sentences = Array.from({ length: 900 }, (_, i) => ({
      ...SCENE.scene.sentences[0]!,
      text: `The ${i}th wave came up the beach.`,
    }));
    await writer.write({ ...SCENE, scene: { ...SCENE.scene, sentences } }, signal);
    const { user } = asked[0]!;
    expect(user.length).toBeLessThan(15_000);
    expect(user).toContain('1. The 0th wave');
    expect(user).toContain('\n…\n');
    expect(user).toContain('900. The 899th wave');
  });
});
