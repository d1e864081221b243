export interface SpeechRequest {
  readonly id: number;
  readonly text: string;
  readonly voice: string;
  /** Words a minute. */
  readonly rate: number;
  readonly pitch: number;
  readonly range: number;
}

export type SpeechReply =
  | {
      readonly id: number;
      readonly ok: true;
      readonly rate: number;
      /** Mono 16-bit little-endian samples. */
      readonly pcm: Uint8Array;
      readonly words: readonly {
        readonly offset: number;
        readonly length: number;
        readonly seconds: number;
      }[];
    }
  | { readonly id: number; readonly ok: false; readonly message: string };
