/**
 * The speech synthesiser in a process of its own. eSpeak NG is GPL-3.0: it is spoken to by messages only and never
 * loaded into the service. A crash here costs one sentence, which is asked for again.
 */
import createSpeechModule from '@echogarden/espeak-ng-emscripten';
import type { SpeechReply, SpeechRequest } from './speech-messages.ts';

const speech = await createSpeechModule();
const engine = await new speech.eSpeakNGWorker();
let voice = '';

process.on('message', (request: SpeechRequest) => {
  process.send?.(speak(request));
});
process.on('disconnect', () => process.exit(0));

function speak(request: SpeechRequest): SpeechReply {
  try {
    if (request.voice !== voice && engine.set_voice(request.voice) !== 0) {
      return { id: request.id, ok: false, message: `the synthesiser has no voice ${request.voice}` };
    }
    voice = request.voice;
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
