import { type PlaneKernel, planeKernel, SAMPLES_PER_STORE } from './plane-kernel.ts';

const PAGE = 65_536;

/** The memory that planes and their kernel share. Places are given out one after another and live as long as it does. */
export class PlaneMemory {
  readonly kernel: PlaneKernel;
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  #used = 0;

  constructor() {
    this.kernel = planeKernel(this.#memory);
  }

  /** Room for `length` bytes, aligned for vectors and with slack behind it for their whole reads and writes. */
  allocate(length: number): number {
    const at = this.#used;
    this.#used = Math.ceil((at + length + SAMPLES_PER_STORE) / 16) * 16;
    const missing = this.#used - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  /** A view that holds until the next allocation, which may move the memory. */
  view(at: number, length: number): Buffer {
    return Buffer.from(this.#memory.buffer, at, length);
  }

  /** Copies bytes to a new place. */
  place(bytes: Uint8Array): number {
    const at = this.allocate(bytes.length);
    this.view(at, bytes.length).set(bytes);
    return at;
  }
}
