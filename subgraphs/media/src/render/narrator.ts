import type { Language } from '@visiobook/schema';
import type { TimedSentence, TimedWord } from '../domain/film-frame.ts';
import { isSpeakable, speechParts } from '../domain/speech-parts.ts';
import { speechPieces } from '../domain/speech-pieces.ts';
import { speechText } from '../domain/speech-text.ts';
import { characterVoice, narratorVoice, type SpeakerProfile, type Voice } from '../domain/voices.ts';
import { ChildWorker } from './child-worker.ts';
import type { SpeechReply, SpeechRequest } from './speech-messages.ts';
import { polishVoice } from './voice-polish.ts';
import { encodeWav, SAMPLE_RATE } from './wav.ts';

export interface SpokenSentence {
  readonly text: string;
  readonly speakerId: string | null;
  /** A longer breath follows the last sentence of a paragraph. */
  readonly endsParagraph?: boolean;
}

export interface NarrationOptions {
  readonly language: Language;
  /** What is known of the speakers, by id; unknown ones get a voice all the same. */
  readonly voices?: ReadonlyMap<string, SpeakerProfile>;
  /** 1 is an unhurried reader. */
  readonly rate?: number;
  readonly signal?: AbortSignal;
}

export interface Narration {
  /** 48 kHz mono 16-bit WAV. */
  readonly wav: Buffer;
  readonly sentences: readonly TimedSentence[];
  readonly duration: number;
}

const WORDS_PER_MINUTE = 152;
const PAUSE_SECONDS = { part: 0.14, sentence: 0.42, paragraph: 0.75, tail: 0.15 };
const ATTEMPTS = 2;
/** The engine is asked for at most this much at once, so that a page without a full stop is no single long wait. */
const LONGEST_TEXT = 1200;

/** Speaks through one synthesiser process, which starts with the first narration and is reused. */
export class Narrator {
  readonly #speech = new ChildWorker<SpeechRequest, SpeechReply>(
    new URL('./speech-process.ts', import.meta.url),
  );
  #requests = 0;

  async narrate(sentences: readonly SpokenSentence[], options: NarrationOptions): Promise<Narration> {
    const pieces: Float32Array[] = [];
    const timings: TimedSentence[] = [];
    let length = 0;
    const append = (samples: Float32Array): void => {
      pieces.push(samples);
      length += samples.length;
    };
    for (const [index, sentence] of sentences.entries()) {
      const start = length / SAMPLE_RATE;
      const words: TimedWord[] = [];
      for (const [n, { text, voice }] of this.#parts(sentence, options).entries()) {
        if (n > 0) append(silence(PAUSE_SECONDS.part));
        const said = await this.#speak(text, voice, options);
        words.push(...said.words.map((word) => shifted(word, length / SAMPLE_RATE)));
        append(said.samples);
      }
      const end = length / SAMPLE_RATE;
      timings.push({ start, end, text: sentence.text, ...(words.length > 0 ? { words } : {}) });
      const last = index === sentences.length - 1;
      // What cannot be said, like a row of asterisks between two paragraphs, is the pause that it stands for.
      append(
        silence(
          last
            ? PAUSE_SECONDS.tail
            : sentence.endsParagraph
              ? PAUSE_SECONDS.paragraph
              : PAUSE_SECONDS.sentence,
        ),
      );
    }
    const voice = polishVoice(joined(pieces, length));
    return { wav: encodeWav(voice), sentences: timings, duration: length / SAMPLE_RATE };
  }

  close(): Promise<void> {
    return this.#speech.close();
  }

  #parts(sentence: SpokenSentence, { language, voices }: NarrationOptions): { text: string; voice: Voice }[] {
    const narrator = narratorVoice(language);
    const { speakerId } = sentence;
    const parts = speakerId === null ? [{ text: sentence.text, spoken: false }] : speechParts(sentence.text);
    const speaker =
      speakerId === null ? narrator : characterVoice(speakerId, language, voices?.get(speakerId));
    return parts.flatMap(({ text, spoken }) =>
      speechPieces(speechText(text, language), LONGEST_TEXT)
        .filter((piece) => isSpeakable(piece))
        .map((piece) => ({ text: piece, voice: spoken ? speaker : narrator })),
    );
  }

  async #speak(
    text: string,
    voice: Voice,
    options: NarrationOptions,
  ): Promise<{ samples: Float32Array; words: TimedWord[] }> {
    const request: SpeechRequest = {
      id: ++this.#requests,
      text,
      voice: voice.name,
      rate: Math.round(WORDS_PER_MINUTE * (options.rate ?? 1) * voice.pace),
      pitch: voice.pitch,
      range: voice.range,
    };
    const reply = await this.#ask(request, options.signal);
    if (!reply.ok) throw new Error(`speech failed: ${reply.message}`);
    return trimmed(reply, text);
  }

  async #ask(request: SpeechRequest, signal: AbortSignal | undefined): Promise<SpeechReply> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#speech.ask(request, signal);
      } catch (error) {
        if (attempt === ATTEMPTS || signal?.aborted) throw error;
      }
    }
  }
}

/** The engine leaves silence around each text; pauses are ours to decide, so it is cut off. */
function trimmed(
  reply: SpeechReply & { ok: true },
  text: string,
): { samples: Float32Array; words: TimedWord[] } {
  const pcm = new Int16Array(new Uint8Array(reply.pcm).buffer);
  const audible = (sample: number): boolean => Math.abs(sample) > 120;
  const first = Math.max(0, pcm.findIndex(audible) - Math.round(reply.rate * 0.01));
  const last = Math.min(pcm.length, pcm.findLastIndex(audible) + Math.round(reply.rate * 0.03));
  const samples = resample(pcm.subarray(first, Math.max(first, last)), reply.rate);
  const cut = first / reply.rate;
  const end = samples.length / SAMPLE_RATE;
  const starts = reply.words.map((word) => Math.min(end, Math.max(0, word.seconds - cut)));
  const words = reply.words.map((word, i) => ({
    start: starts[i]!,
    end: starts[i + 1] ?? end,
    text: text.slice(word.offset, word.offset + word.length),
  }));
  return { samples, words };
}

/** Cubic interpolation to 48 kHz; the polish that follows softens what images remain above 11 kHz. */
function resample(pcm: Int16Array, rate: number): Float32Array {
  const length = Math.floor((pcm.length * SAMPLE_RATE) / rate);
  const out = new Float32Array(length);
  const step = rate / SAMPLE_RATE;
  for (let i = 0; i < length; i++) {
    const at = i * step;
    const k = Math.floor(at);
    const t = at - k;
    const a = (pcm[k - 1] ?? 0) / 32768;
    const b = (pcm[k] ?? 0) / 32768;
    const c = (pcm[k + 1] ?? 0) / 32768;
    const d = (pcm[k + 2] ?? 0) / 32768;
    out[i] = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }
  return out;
}

function shifted(word: TimedWord, by: number): TimedWord {
  return { start: word.start + by, end: word.end + by, text: word.text };
}

function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * SAMPLE_RATE));
}

function joined(pieces: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
