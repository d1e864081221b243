/** Colours as `#rrggbb`. Mixing happens in linear light, where blends stay clean instead of going grey. */
export type Hex = string;

export function mix(a: Hex, b: Hex, share: number): Hex {
  const t = Math.min(1, Math.max(0, share));
  const from = channels(a);
  const to = channels(b);
  return toHex(from.map((value, i) => Math.sqrt(value ** 2 * (1 - t) + (to[i] ?? 0) ** 2 * t)));
}

export function lighten(colour: Hex, share: number): Hex {
  return mix(colour, '#ffffff', share);
}

export function darken(colour: Hex, share: number): Hex {
  return mix(colour, '#000000', share);
}

/** 1 keeps the colour, 0 makes it grey, above 1 makes it more vivid. */
export function saturate(colour: Hex, amount: number): Hex {
  const rgb = channels(colour);
  const [r = 0, g = 0, b = 0] = rgb;
  const grey = 0.299 * r + 0.587 * g + 0.114 * b;
  return toHex(rgb.map((value) => grey + (value - grey) * amount));
}

/** From 0 (black) to 1 (white), as the eye weighs it. */
export function brightness(colour: Hex): number {
  const [r = 0, g = 0, b = 0] = channels(colour);
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}

function channels(colour: Hex): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function toHex(rgb: readonly number[]): Hex {
  return `#${rgb
    .map((value) =>
      Math.round(Math.min(255, Math.max(0, value)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
