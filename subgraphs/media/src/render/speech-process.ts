/**
 * The speech synthesiser in a process of its own. eSpeak NG is GPL-3.0: it is spoken to by messages only and never
 * loaded into the service. A crash here costs one sentence, which is asked for again.
 */
import createSpeechModule from '@echogarden/espeak-ng-emscripten';
import type { SpeechReply, SpeechRequest } from './speech-messages.ts';

/** More bytes than any text that is asked for. */
const LONGEST_STRING = 64 * 1024;

const speech = await createSpeechModule();
const engine = await new speech.eSpeakNGWorker();
const fresh = freshMemory();

process.on('message', (request: SpeechRequest) => {
  process.send?.(speak(request));
});
process.on('disconnect', () => process.exit(0));

function speak(request: SpeechRequest): SpeechReply {
  try {
    speech.HEAPU8.set(fresh);
    speech.HEAPU8.fill(0, fresh.length);
    if (engine.set_voice(request.voice) !== 0) {
      return { id: request.id, ok: false, message: `the synthesiser has no voice ${request.voice}` };
    }
    engine.set_rate(request.rate);
    engine.set_pitch(request.pitch);
    engine.set_range(request.range);
    const chunks: Int16Array[] = [];
    const words: { offset: number; length: number; seconds: number }[] = [];
    engine.synthesize(request.text, (samples, events) => {
      if (samples) chunks.push(samples);
      for (const event of events) {
        if (event.type !== 'word') continue;
        // Positions count characters from one; times are milliseconds from the text's start.
        words.push({
          offset: event.text_position - 1,
          length: event.word_length,
          seconds: event.audio_position / 1000,
        });
      }
      return false;
    });
    const pcm = Buffer.concat(
      chunks.map((chunk) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
    );
    return { id: request.id, ok: true, rate: engine.get_samplerate(), pcm, words };
  } catch (error) {
    return { id: request.id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * The engine's memory as it is before any text. What was said before leaves traces in it that change what is said next;
 * putting it back each time (3 ms) makes the same text sound the same in every process and order. The binding keeps a
 * buffer for strings inside that memory and makes it larger when it must: a long string, given twice, makes it large
 * enough for all that follow, so that its place is part of the copy.
 */
function freshMemory(): Uint8Array {
  const longest = 'x'.repeat(LONGEST_STRING);
  for (let i = 0; i < 3; i++) engine.set_voice(longest);
  return Uint8Array.from(speech.HEAPU8);
}
