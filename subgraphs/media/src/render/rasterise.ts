import { fileURLToPath } from 'node:url';
import { Resvg, type ResvgRenderOptions, renderAsync } from '@resvg/resvg-js';

const LONGEST_SVG = 4_000_000;
const LARGEST_SIDE = 4096;

const font = (file: string): string => fileURLToPath(new URL(`../../fonts/${file}`, import.meta.url));

/** A bare machine has no fonts at all, so the film brings its own and never looks at the system's. */
const FONTS: NonNullable<ResvgRenderOptions['font']> = {
  loadSystemFonts: false,
  fontFiles: [
    font('EBGaramond_500Medium.ttf'),
    font('EBGaramond_500Medium_Italic.ttf'),
    font('SourceSans3_600SemiBold.ttf'),
  ],
  defaultFontFamily: 'EB Garamond',
};

/** The picture as PNG, `width` pixels wide, drawn off the main thread. */
export async function rasterise(svg: string, size: { width: number; height: number }): Promise<Buffer> {
  return (await renderAsync(checked(svg, size), options(size))).asPng();
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, red first, colour multiplied by alpha. */
  readonly rgba: Uint8Array;
}

/** The same picture as raw pixels, for pictures that go into a film and never to disk. */
export function rasterisePixels(svg: string, size: { width: number; height: number }): Pixels {
  const image = new Resvg(checked(svg, size), options(size)).render();
  return { width: image.width, height: image.height, rgba: image.pixels };
}

/** The box that the drawn things fill, in the picture's own units; null for an empty picture. */
export function drawnBox(svg: string): { x: number; y: number; width: number; height: number } | null {
  const box = new Resvg(svg, { font: FONTS }).getBBox();
  return box ? { x: box.x, y: box.y, width: box.width, height: box.height } : null;
}

function options(size: { width: number }): ResvgRenderOptions {
  return { font: FONTS, fitTo: { mode: 'width', value: size.width }, logLevel: 'off' };
}

function checked(svg: string, { width, height }: { width: number; height: number }): string {
  if (svg.length > LONGEST_SVG)
    throw new RangeError(`the picture has ${svg.length} characters, at most ${LONGEST_SVG} are drawn`);
  const inRange = (side: number) => Number.isInteger(side) && side > 0 && side <= LARGEST_SIDE;
  if (!inRange(width) || !inRange(height)) {
    throw new RangeError(
      `a picture's sides are whole numbers from 1 to ${LARGEST_SIDE}, got ${width}×${height}`,
    );
  }
  return svg;
}
