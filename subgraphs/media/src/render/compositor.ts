import type { View } from '../domain/camera.ts';
import { PlaneSampler } from './plane-sampler.ts';
import type { Still } from './still.ts';
import type { TextBitmap } from './typeset.ts';

const BLACK_LUMA = 16;
const NEUTRAL_CHROMA = 128;

/** One film frame in the making: planar YUV 4:2:0 in a single buffer, as an encoder wants it. */
export class Compositor {
  readonly buffer: Buffer;
  readonly #width: number;
  readonly #height: number;
  readonly #luma: PlaneSampler;
  readonly #chroma: PlaneSampler;
  readonly #planes: { y: Uint32Array; u: Uint32Array; v: Uint32Array };

  constructor(width: number, height: number) {
    const memory = new ArrayBuffer((width * height * 3) / 2);
    this.buffer = Buffer.from(memory);
    this.#width = width;
    this.#height = height;
    this.#luma = new PlaneSampler(width, height);
    this.#chroma = new PlaneSampler(width / 2, height / 2);
    const size = width * height;
    this.#planes = {
      y: new Uint32Array(memory, 0, size / 4),
      u: new Uint32Array(memory, size, size / 16),
      v: new Uint32Array(memory, (size * 5) / 4, size / 16),
    };
  }

  /** Fills the frame with what the camera sees of a still. */
  show(still: Still, view: View): void {
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
    this.#luma.sample({ data: still.luma, width: still.width, height: still.height }, window, this.#planes.y);
    this.#chroma.sample({ data: still.blue, ...chroma }, half, this.#planes.u);
    this.#chroma.sample({ data: still.red, ...chroma }, half, this.#planes.v);
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
    for (let y = 0; y < text.height; y++) {
      for (let x = 0; x < text.width; x++) {
        const at = y * text.width + x;
        const alpha = (text.alpha[at]! * strength) >> 8;
        if (alpha === 0) continue;
        const to = (text.y + y) * this.#width + text.x + x;
        data[to] = data[to]! + (((text.luma[at]! - data[to]!) * alpha) >> 8);
        if (((x | y) & 1) === 0) this.#fadeColour(text.x + x, text.y + y, alpha);
      }
    }
  }

  #fadeColour(x: number, y: number, alpha: number): void {
    const at = this.#width * this.#height + (y >> 1) * (this.#width / 2) + (x >> 1);
    const plane = (this.#width * this.#height) / 4;
    const data = this.buffer;
    data[at] = data[at]! + (((NEUTRAL_CHROMA - data[at]!) * alpha) >> 8);
    data[at + plane] = data[at + plane]! + (((NEUTRAL_CHROMA - data[at + plane]!) * alpha) >> 8);
  }
}
