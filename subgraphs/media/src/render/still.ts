import sharp from 'sharp';
import { type Pixels, rasterisePixels } from './rasterise.ts';

/** A picture ready for the camera: planar YUV 4:2:0, BT.709, limited range. */
export interface Still {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  readonly blue: Uint8Array;
  readonly red: Uint8Array;
}

export type StillSource =
  | { readonly kind: 'PNG'; readonly path: string }
  | { readonly kind: 'SVG'; readonly svg: string };

/** Pictures are kept larger than the film, so that the camera may come closer without blurring them. */
export const STILL_SCALE = 1.25;

const MOST_PIXELS = 40_000_000;

export async function loadStill(
  source: StillSource,
  film: { width: number; height: number },
): Promise<Still> {
  const width = Math.round((film.width * STILL_SCALE) / 4) * 4;
  const height = Math.round((film.height * STILL_SCALE) / 4) * 4;
  if (source.kind === 'SVG') return toStill(rasterisePixels(source.svg, { width, height }), width, height, 4);
  const { data, info } = await sharp(source.path, { limitInputPixels: MOST_PIXELS })
    .resize(width, height, { fit: 'cover', kernel: 'lanczos3' })
    .flatten({ background: '#000' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return toStill({ width: info.width, height: info.height, rgba: data }, width, height, info.channels);
}

function toStill(
  { rgba: pixels, width: stride }: Pixels,
  width: number,
  height: number,
  channels: number,
): Still {
  const luma = new Uint8Array(width * height);
  const blue = new Uint8Array((width * height) / 4);
  const red = new Uint8Array((width * height) / 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * stride + x) * channels;
      luma[y * width + x] =
        16.5 + 0.18259 * pixels[at]! + 0.61423 * pixels[at + 1]! + 0.06201 * pixels[at + 2]!;
    }
  }
  const chromaWidth = width / 2;
  for (let y = 0; y < height / 2; y++) {
    for (let x = 0; x < chromaWidth; x++) {
      const a = (y * 2 * stride + x * 2) * channels;
      const c = a + stride * channels;
      const sum = (i: number) =>
        pixels[a + i]! + pixels[a + channels + i]! + pixels[c + i]! + pixels[c + channels + i]!;
      const r = sum(0) / 4;
      const g = sum(1) / 4;
      const b = sum(2) / 4;
      blue[y * chromaWidth + x] = 128.5 - 0.10064 * r - 0.33857 * g + 0.43922 * b;
      red[y * chromaWidth + x] = 128.5 + 0.43922 * r - 0.39894 * g - 0.04027 * b;
    }
  }
  return { width, height, luma, blue, red };
}
