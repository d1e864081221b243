import { readFileSync } from 'node:fs';

// One of the peers over one book: `node peers.ts NAME FILE`. Prints what it found, how long that took with the library
// loaded, and the peak of its memory. Each does what it can of what we do: sentences, tokens, names, moods.

export interface PeerFindings {
  sentences: number;
  tokens: number;
  names: number;
}

/** Loads a peer, and gives what goes over a text with it. */
export const PEERS: Readonly<Record<string, () => Promise<(text: string) => PeerFindings>>> = {
  async 'wink-nlp'() {
    const { default: winkNLP } = await import('wink-nlp');
    const { default: model } = await import('wink-eng-lite-web-model');
    const nlp = winkNLP(model);
    return (text) => {
      const doc = nlp.readDoc(text);
      const { value, detail, sentiment } = nlp.its;
      doc.sentences().out(sentiment as never);
      return {
        sentences: doc.sentences().length(),
        tokens: doc.tokens().length(),
        names: doc.entities().out(detail).length + doc.customEntities().out(value).length,
      };
    };
  },
  async compromise() {
    const { default: nlp } = await import('compromise');
    return (text) => {
      const doc = nlp(text);
      return {
        sentences: doc.sentences().length,
        tokens: doc.termList().length,
        names: doc.people().length + doc.places().length,
      };
    };
  },
};

const [, file, name, book] = process.argv;
if (file === import.meta.filename && name && book) {
  const text = readFileSync(book, 'utf8');
  const read = await PEERS[name]!();
  // The first sentence compiles what is compiled late.
  read('Clara walked to the mill.');
  const started = performance.now();
  const found = read(text);
  const seconds = (performance.now() - started) / 1000;
  const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ ...found, seconds, peakMB })}\n`);
}
