import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  AVFMT_FLAG_BITEXACT,
  type FFEncoderCodec,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  FFmpegError,
  FormatContext,
  type Frame,
  Packet,
  type Stream,
} from 'node-av/lib';

export interface EncodedFileOptions {
  readonly path: string;
  readonly container: 'mp4' | 'webm' | 'gif';
  readonly encoder: FFEncoderCodec;
  /** Sets sizes, rates and formats before the encoder opens. */
  readonly prepare: (context: CodecContext) => void;
  readonly encoderOptions: Record<string, string>;
}

/**
 * One stream, encoded into one file. It speaks to FFmpeg's contexts directly and sets options one by one: a dictionary
 * of options given to an opening encoder is freed twice by the binding, which crashes the process at its next encoder.
 */
export class EncodedFile {
  readonly #context = new CodecContext();
  readonly #format = new FormatContext();
  readonly #packet = new Packet();
  readonly #stream: Stream;
  #closed = false;

  constructor({ path, container, encoder, prepare, encoderOptions }: EncodedFileOptions) {
    const codec = Codec.findEncoderByName(encoder);
    if (!codec) throw new Error(`this build of FFmpeg has no encoder ${encoder}`);
    this.#packet.alloc();
    this.#context.allocContext3(codec);
    prepare(this.#context);
    if (container !== 'gif') this.#context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
    for (const [name, value] of Object.entries(encoderOptions)) {
      check(
        this.#context.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN),
        `set ${name} of ${encoder}`,
      );
    }
    check(this.#context.open2Sync(codec, null), `open ${encoder}`);
    check(this.#format.allocOutputContext2(null, container, path), `choose ${container}`);
    this.#format.setFlags(AVFMT_FLAG_BITEXACT);
    this.#stream = this.#format.newStream(codec);
    check(this.#stream.codecpar.fromContext(this.#context), 'describe the stream');
    this.#stream.timeBase = this.#context.timeBase;
    check(this.#format.openOutputSync(), `open ${path}`);
    check(this.#format.writeHeaderSync(), 'write the header');
  }

  /** Encodes a frame; the caller still owns it. */
  write(frame: Frame): void {
    check(this.#context.sendFrameSync(frame), 'encode a frame');
    this.#drain();
  }

  /** Writes what the encoder still holds and ends the file. */
  finish(): void {
    check(this.#context.sendFrameSync(null), 'end the stream');
    this.#drain();
    check(this.#format.writeTrailerSync(), 'end the file');
    this.close();
  }

  /** Lets go of everything native, after a failure too; the file is then incomplete. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#format.closeOutputSync();
    this.#format.freeContext();
    this.#context.freeContext();
    this.#packet.free();
  }

  #drain(): void {
    // Any negative answer means "no packet now": the encoder wants more, or has ended.
    while (this.#context.receivePacketSync(this.#packet) >= 0) {
      this.#packet.streamIndex = this.#stream.index;
      this.#packet.rescaleTs(this.#context.timeBase, this.#stream.timeBase);
      check(this.#format.interleavedWriteFrameSync(this.#packet), 'write a packet');
      this.#packet.unref();
    }
  }
}

function check(code: number, step: string): void {
  FFmpegError.throwIfError(code, step);
}
