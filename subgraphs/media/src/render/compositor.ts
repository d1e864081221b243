import type { View } from '../domain/camera.ts';
import { PlaneMemory } from './plane-memory.ts';
import { PlaneSampler } from './plane-sampler.ts';
import type { Still } from './still.ts';
import type { TextBitmap } from './typeset.ts';

const BLACK_LUMA = 16;
const NEUTRAL_CHROMA = 128;

/** One film frame in the making: planar YUV 4:2:0 in a single buffer, as an encoder wants it. */
export class Compositor {
  readonly #width: number;
  readonly #height: number;
  readonly #memory = new PlaneMemory();
  readonly #frame: number;
  readonly #luma: PlaneSampler;
  readonly #chroma: PlaneSampler;
  #placed: { still: Still; luma: number; blue: number; red: number } | null = null;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#frame = this.#memory.allocate((width * height * 3) / 2);
    this.#luma = new PlaneSampler(this.#memory, width, height);
    this.#chroma = new PlaneSampler(this.#memory, width / 2, height / 2);
  }

  /** The frame's bytes; ask again after `show`, which may move them. */
  get buffer(): Buffer {
    return this.#memory.view(this.#frame, (this.#width * this.#height * 3) / 2);
  }

  /** Fills the frame with what the camera sees of a still. */
  show(still: Still, view: View): void {
    const planes = this.#place(still);
    const width = still.width * view.extent;
    const height = still.height * view.extent;
    const window = {
      x: view.x * still.width - width / 2,
      y: view.y * still.height - height / 2,
      width,
      height,
    };
    const half = { x: window.x / 2, y: window.y / 2, width: width / 2, height: height / 2 };
    const chroma = { width: still.width / 2, height: still.height / 2 };
    const size = this.#width * this.#height;
    this.#luma.sample({ at: planes.luma, width: still.width, height: still.height }, window, this.#frame);
    this.#chroma.sample({ at: planes.blue, ...chroma }, half, this.#frame + size);
    this.#chroma.sample({ at: planes.red, ...chroma }, half, this.#frame + (size * 5) / 4);
  }

  /** Brings a still's planes into the memory, in the place of the one before it when they are alike in size. */
  #place(still: Still) {
    const before = this.#placed;
    if (before?.still === still) return before;
    const fits = before?.still.width === still.width && before.still.height === still.height;
    const bring = (bytes: Uint8Array, at: number | undefined): number => {
      if (!fits || at === undefined) return this.#memory.place(bytes);
      this.#memory.view(at, bytes.length).set(bytes);
      return at;
    };
    this.#placed = {
      still,
      luma: bring(still.luma, before?.luma),
      blue: bring(still.blue, before?.blue),
      red: bring(still.red, before?.red),
    };
    return this.#placed;
  }

  /** Mixes another frame over this one: 0 keeps this, 1 is all the other. */
  dissolve(over: Compositor, share: number): void {
    const weight = Math.round(share * 256);
    const mine = this.buffer;
    const theirs = over.buffer;
    for (let i = 0; i < mine.length; i++) mine[i] = mine[i]! + (((theirs[i]! - mine[i]!) * weight) >> 8);
  }

  /** Scales the frame's light: 0 is black, 1 leaves it alone. */
  dim(light: number): void {
    const size = this.#width * this.#height;
    const data = this.buffer;
    for (let i = 0; i < size; i++) data[i] = BLACK_LUMA + (data[i]! - BLACK_LUMA) * light;
    for (let i = size; i < data.length; i++) data[i] = NEUTRAL_CHROMA + (data[i]! - NEUTRAL_CHROMA) * light;
  }

  /** Lays grey text over the frame; where it is opaque the picture's colour goes too. */
  stamp(text: TextBitmap, opacity: number): void {
    const strength = Math.round(opacity * 256);
    const data = this.buffer;
    const blue = this.#width * this.#height;
    const red = (blue * 5) / 4;
    for (let y = 0; y < text.height; y++) {
      const row = (text.y + y) * this.#width + text.x;
      const colours = ((text.y + y) >> 1) * (this.#width / 2) + (text.x >> 1);
      for (let x = 0; x < text.width; x++) {
        const at = y * text.width + x;
        const alpha = (text.alpha[at]! * strength) >> 8;
        if (alpha === 0) continue;
        const luma = data[row + x]!;
        data[row + x] = luma + (((text.luma[at]! - luma) * alpha) >> 8);
        if (((x | y) & 1) !== 0) continue;
        for (const plane of [blue, red]) {
          const colour = data[plane + colours + (x >> 1)]!;
          data[plane + colours + (x >> 1)] = colour + (((NEUTRAL_CHROMA - colour) * alpha) >> 8);
        }
      }
    }
  }
}
