/** The two inner loops of resampling, on addresses in one memory. Both write whole groups of 16 bytes. */
export interface PlaneKernel {
  /** Stretches one row: `groups` pairs of group records (see {@link GROUP}) from `records` on make 16 samples each. */
  stretch(source: number, records: number, groups: number, target: number): void;
  /** Mixes `bytes` samples of two rows; `weight` from 0 to 256 is the share of the second. */
  blend(above: number, below: number, weight: number, target: number, bytes: number): void;
}

/** A record of eight samples: where they begin in the source row, which bytes from there they take, and their weights. */
export const GROUP = { samples: 8, bytes: 48, lanes: 16, weights: 32 } as const;

/** Samples written at once: rows in the memory need this much room after their end. */
export const SAMPLES_PER_STORE = 16;

/**
 * Compiles the loops for a memory. They are WebAssembly because its 128-bit vectors handle 16 samples where a script
 * handles one or four: a 720p frame takes a quarter of the time. The module is small enough to be written out here,
 * instruction by instruction, and needs no compiler at build time.
 */
export function planeKernel(memory: WebAssembly.Memory): PlaneKernel {
  compiled ??= new WebAssembly.Module(Uint8Array.from(moduleBytes()));
  return new WebAssembly.Instance(compiled, { m: { m: memory } }).exports as unknown as PlaneKernel;
}

let compiled: WebAssembly.Module | undefined;

type Code = readonly number[];

const I32 = 0x7f;
const V128 = 0x7b;
const VOID = 0x40;
const LOOP = 0x03;
const END = 0x0b;
const BRANCH_IF = 0x0d;
const I32_ADD = 0x6a;
const I32_SUB = 0x6b;

const SWIZZLE = simd(14);
const SPLAT16 = simd(16);
const NARROW = simd(102);
const EXTEND_LOW = simd(137);
const EXTEND_HIGH = simd(138);
const SHIFT_RIGHT = simd(141);
const ADD16 = simd(142);
const SUB16 = simd(145);
const MULTIPLY16 = simd(149);

function moduleBytes(): number[] {
  const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return [
    ...header,
    ...section(1, [2, 0x60, 4, I32, I32, I32, I32, 0, 0x60, 5, I32, I32, I32, I32, I32, 0]),
    ...section(2, [1, ...named('m'), ...named('m'), 0x02, 0x00, 1]),
    ...section(3, [2, 0, 1]),
    ...section(7, [2, ...named('stretch'), 0, 0, ...named('blend'), 0, 1]),
    ...section(10, [2, ...sized(stretch()), ...sized(blend())]),
  ];
}

/** stretch(source 0, records 1, groups 2, target 3): 16 samples a round, out of two records. */
function stretch(): number[] {
  const eight = (record: number): Code => {
    const from: Code = [...get(0), ...get(1), ...load32(record), I32_ADD];
    const lanes: Code = [...get(1), ...load(record + GROUP.lanes)];
    const weights: Code = [...get(1), ...load(record + GROUP.weights)];
    const left: Code = [...from, ...load(0), ...lanes, ...SWIZZLE];
    const right: Code = [...from, ...load(1), ...lanes, ...SWIZZLE];
    return [
      ...lerp(left, [...number(256), ...SPLAT16, ...weights, ...SUB16], right, weights),
      ...number(8),
      ...SHIFT_RIGHT,
    ];
  };
  return [
    0,
    LOOP,
    VOID,
    ...get(3),
    ...eight(0),
    ...eight(GROUP.bytes),
    ...NARROW,
    ...store(),
    ...advance(1, 2 * GROUP.bytes),
    ...advance(3, SAMPLES_PER_STORE),
    ...advance(2, -1),
    ...get(2),
    BRANCH_IF,
    0,
    END,
    END,
  ];
}

/** blend(above 0, below 1, weight 2, target 3, bytes 4), with the two weights in every lane of locals 5 and 6. */
function blend(): number[] {
  const half = (extend: Code): Code => [
    ...lerp([...get(0), ...load(0), ...extend], get(5), [...get(1), ...load(0), ...extend], get(6)),
    ...number(8),
    ...SHIFT_RIGHT,
  ];
  return [
    1,
    2,
    V128,
    ...number(256),
    ...get(2),
    I32_SUB,
    ...SPLAT16,
    ...set(5),
    ...get(2),
    ...SPLAT16,
    ...set(6),
    LOOP,
    VOID,
    ...get(3),
    ...half(EXTEND_LOW),
    ...half(EXTEND_HIGH),
    ...NARROW,
    ...store(),
    ...advance(0, SAMPLES_PER_STORE),
    ...advance(1, SAMPLES_PER_STORE),
    ...advance(3, SAMPLES_PER_STORE),
    ...advance(4, -SAMPLES_PER_STORE),
    ...get(4),
    ...number(0),
    0x4a, // i32.gt_s
    BRANCH_IF,
    0,
    END,
    END,
  ];
}

/** a·wa + b·wb + 128 in 16-bit lanes. With weights that add up to 256 the sum stays below 65,536. */
function lerp(a: Code, weightA: Code, b: Code, weightB: Code): Code {
  return [
    ...a,
    ...weightA,
    ...MULTIPLY16,
    ...b,
    ...weightB,
    ...MULTIPLY16,
    ...ADD16,
    ...number(128),
    ...SPLAT16,
    ...ADD16,
  ];
}

function get(local: number): Code {
  return [0x20, local];
}

function set(local: number): Code {
  return [0x21, local];
}

function advance(local: number, by: number): Code {
  return [...get(local), ...number(by), I32_ADD, ...set(local)];
}

function load(offset: number): Code {
  return [...simd(0), 0, ...unsigned(offset)];
}

function load32(offset: number): Code {
  return [0x28, 2, ...unsigned(offset)];
}

function store(): Code {
  return [...simd(11), 0, 0];
}

function number(value: number): Code {
  return [0x41, ...signed(value)];
}

function simd(operation: number): Code {
  return [0xfd, ...unsigned(operation)];
}

function section(id: number, content: Code): Code {
  return [id, ...sized(content)];
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content];
}

function named(name: string): Code {
  return sized([...name].map((letter) => letter.charCodeAt(0)));
}

/** Numbers in the format's own variable length, seven bits a byte. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const byte = value & 0x7f;
  const rest = value >> 7;
  const done = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
  return done ? [byte] : [byte | 0x80, ...signed(rest)];
}
