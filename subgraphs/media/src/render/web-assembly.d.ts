/** The few members of Node's WebAssembly that the plane kernel uses; its full types come with a browser's library only. */
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
    constructor(descriptor: { initial: number });
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    readonly exports: Record<string, unknown>;
    constructor(module: Module, imports: { m: { m: Memory } });
  }
}
