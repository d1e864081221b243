import { AnalyseDocument } from '@visiobook/schema';
import { newId } from '@visiobook/service';
import { describe, expect, it } from 'vitest';
import { analysisJob, analysisService } from './analysis-service.ts';
import { type ChatReply, chatServer } from './chat-server.ts';
import { knownAnalyser } from './small-book.ts';

const QUERY = `query ($id: ID!) { analysis(id: $id) { models { name task }
  scenes { nodes { index summary visualPrompt writtenBy summarySentences { text span { start end } } } } } }`;
const WRITTEN = {
  summary: [{ text: 'Mara finds the harbour dark.', sentence: 1 }],
  visualPrompt: 'Mara stands at the dark harbour, a key in her hand.',
};

describe('a generative provider', () => {
  it('writes summaries and pictures, which carry its model’s name; what it gets wrong is taken from the text', async () => {
    await using provider = await chatServer(({ body }): ChatReply => {
      const isHarbour = body.messages[1]!.content.includes('walked to the harbour');
      return { content: isHarbour ? JSON.stringify(WRITTEN) : 'I would rather not.' };
    });
    const { scenes, models } = await analysedWith({
      GENERATIVE_URL: provider.url,
      GENERATIVE_MODEL: 'tiny-chat',
    });
    expect(models.map(({ name }) => name)).toEqual(['baseline', 'tiny-chat']);
    expect(scenes).toEqual([
      {
        index: 0,
        summary: 'Mara finds the harbour dark.',
        visualPrompt: WRITTEN.visualPrompt,
        writtenBy: 'tiny-chat',
        summarySentences: [{ text: 'Mara finds the harbour dark.', span: { start: 0, end: 97 } }],
      },
      {
        index: 1,
        summary: 'The Storm is told.',
        visualPrompt: 'The Storm, seen from the quay.',
        writtenBy: null,
        summarySentences: [{ text: 'The Storm is told.', span: { start: 99, end: 173 } }],
      },
    ]);
  });

  it('is not needed: without one, and with a dead one, everything is taken from the text', async () => {
    for (const settings of [{}, { GENERATIVE_URL: 'http://127.0.0.1:9/v1', GENERATIVE_MODEL: 'gone' }]) {
      const { scenes } = await analysedWith(settings);
      expect(scenes.map(({ writtenBy }) => writtenBy)).toEqual([null, null]);
    }
  });
});

async function analysedWith(settings: Record<string, string>) {
  await using service = await analysisService(knownAnalyser(), undefined, settings);
  const job = analysisJob();
  const owner = newId();
  await service.projects.queue.send(AnalyseDocument, job);
  const { output } = await service.projects.report(({ state }) => state === 'DONE');
  await service.shared(job.projectId, [owner]);
  const id = output?.kind === 'analysis' ? output.analysisId : '';
  const { data, errors } = await service.ask(QUERY, { id }, owner);
  expect(errors).toBeUndefined();
  const { analysis } = data as unknown as {
    analysis: { models: { name: string }[]; scenes: { nodes: { writtenBy: string | null }[] } };
  };
  return { models: analysis.models, scenes: analysis.scenes.nodes };
}
