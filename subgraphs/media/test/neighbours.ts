import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SceneBrief } from '@visiobook/schema';
import { idFrom } from '@visiobook/service';

export interface StoredFile {
  bytes: Buffer;
  query: Record<string, string>;
  puts: number;
}

/** The parts of storage and analysis that media talks to, on one port: files by id, and briefs. */
export async function neighbours(briefs: ReadonlyMap<string, SceneBrief>) {
  const files = new Map<string, StoredFile>();
  const asked: string[] = [];
  let down = false;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://neighbour');
    const [, , kind, id = ''] = url.pathname.split('/');
    asked.push(`${request.method} ${kind}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (down) return json(503, { error: { code: 'UNAVAILABLE', message: 'down for a test' } });
    if (kind === 'scenes') {
      const brief = briefs.get(id);
      return brief
        ? json(200, brief)
        : json(404, { error: { code: 'NOT_FOUND', message: 'No such scene.' } });
    }
    const known = files.get(id);
    if (request.method === 'GET') {
      return known
        ? response.end(known.bytes)
        : json(404, { error: { code: 'NOT_FOUND', message: 'No such file.' } });
    }
    const bytes = Buffer.concat(chunks);
    if (known && !known.bytes.equals(bytes))
      return json(409, { error: { code: 'CONFLICT', message: 'other bytes' } });
    files.set(id, { bytes, query: Object.fromEntries(url.searchParams), puts: (known?.puts ?? 0) + 1 });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return json(200, { id, byteSize: bytes.length, sha256 });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    /** `METHOD kind` of every request so far. */
    asked,
    goDown: (isDown: boolean) => {
      down = isDown;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PLACES = ['HARBOUR', 'FOREST', 'LIBRARY', 'SEA', 'CASTLE', 'STREET'] as const;

/** Briefs of a short book: one scene each, different places, two chapters. */
export function briefsOf(book: string, count: number): SceneBrief[] {
  return Array.from({ length: count }, (_, index): SceneBrief => {
    const sentence = {
      text: `Mara held scene ${index + 1} in her hand.`,
      span: { start: index * 50, end: index * 50 + 40 },
      speakerId: null,
    };
    return {
      sceneId: idFrom('scene', book, index),
      index,
      language: 'en',
      bookTitle: 'The Lamp',
      chapterIndex: index < 2 ? 0 : 1,
      chapterTitle: index < 2 ? 'The Harbour' : 'The Storm',
      title: `Scene ${index + 1}`,
      summary: `What happens in scene ${index + 1}.`,
      visualPrompt: 'A lamp by the sea.',
      place: { name: null, kind: PLACES[index % PLACES.length]! },
      timeOfDay: index % 2 === 0 ? 'DUSK' : 'NIGHT',
      season: 'UNKNOWN',
      weather: 'CLEAR',
      emotion: { label: 'SADNESS', valence: 0.3, arousal: 0.4, dominance: 0.4 },
      cast: [
        {
          characterId: idFrom('character', book, 0),
          name: 'Mara',
          kind: 'PERSON',
          gender: 'FEMALE',
          age: 'ADULT',
          looks: ['red coat'],
          importance: 1,
        },
      ],
      props: ['lantern'],
      narration: { digest: [sentence], full: [sentence] },
    };
  });
}
