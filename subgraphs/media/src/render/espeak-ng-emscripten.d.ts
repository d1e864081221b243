declare module '@echogarden/espeak-ng-emscripten' {
  interface SpeechEvent {
    readonly type: string;
    readonly text_position: number;
    readonly word_length: number;
    /** Milliseconds. */
    readonly audio_position: number;
  }

  interface SpeechEngine {
    /** Zero when the voice exists. */
    set_voice(name: string): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(pitch: number): void;
    set_range(range: number): void;
    get_samplerate(): number;
    /** Calls back for each piece of audio; a true answer stops it. */
    synthesize(
      text: string,
      callback: (samples: Int16Array | null, events: readonly SpeechEvent[]) => boolean,
    ): void;
  }

  interface SpeechModule {
    /** All of the engine's memory; another array after it has grown. */
    readonly HEAPU8: Uint8Array;
    eSpeakNGWorker: new () => PromiseLike<SpeechEngine> | SpeechEngine;
  }

  const createSpeechModule: () => Promise<SpeechModule>;
  // biome-ignore lint/style/noDefaultExport: the package itself exports this way.
  export default createSpeechModule;
}
