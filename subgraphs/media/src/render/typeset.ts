import { drawnBox, rasterisePixels } from './rasterise.ts';

/** Text as the compositor lays it over a frame: grey, with its own transparency, placed on even pixels. */
export interface TextBitmap {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  readonly alpha: Uint8Array;
}

interface FilmSize {
  readonly width: number;
  readonly height: number;
}

/** Caption lines near the lower edge, on a soft dark plate that keeps them readable over any picture. */
export function captionBitmap(lines: readonly string[], film: FilmSize): TextBitmap {
  const short = Math.min(film.width, film.height);
  const size = fitted(lines, Math.round(short * 0.047), 'Source Sans 3', film.width * 0.88);
  const lineHeight = size * 1.28;
  const bottom = film.height - short * 0.055;
  const text = lines.map((line, i) => {
    const baseline = bottom - (lines.length - 1 - i) * lineHeight - size * 0.3;
    return `<text x="${film.width / 2}" y="${baseline}">${escapeXml(line)}</text>`;
  });
  const group = `<g font-family="Source Sans 3" font-weight="600" font-size="${size}" text-anchor="middle" fill="#fff">${text.join('')}</g>`;
  const box = drawnBox(wrap(group, film)) ?? { x: 0, y: bottom, width: 0, height: 0 };
  const plate = {
    x: box.x - size * 0.55,
    y: bottom - lines.length * lineHeight - size * 0.12,
    width: box.width + size * 1.1,
    height: lines.length * lineHeight + size * 0.3,
  };
  const rect = `<rect x="${plate.x}" y="${plate.y}" width="${plate.width}" height="${plate.height}" rx="${size * 0.35}" fill="#0b0d12" fill-opacity="0.62"/>`;
  return cropped(wrap(rect + group, film), plate, film);
}

/** A chapter's title in the upper third, between two thin rules. */
export function chapterBitmap(title: string, film: FilmSize): TextBitmap {
  const short = Math.min(film.width, film.height);
  const lines = wrapWords(title, film.width > film.height ? 38 : 24, 3);
  const size = fitted(lines, short * 0.072, 'EB Garamond', film.width * 0.8);
  const lineHeight = size * 1.2;
  const top = film.height * 0.16;
  const middle = film.width / 2;
  const text = lines.map(
    (line, i) => `<text x="${middle}" y="${top + (i + 1) * lineHeight}">${escapeXml(line)}</text>`,
  );
  const rule = (y: number) =>
    `<rect x="${middle - short * 0.11}" y="${y}" width="${short * 0.22}" height="${Math.max(1.5, short / 420)}" fill="#fff" fill-opacity="0.85"/>`;
  const end = top + lines.length * lineHeight + size * 0.55;
  const words = `<g font-family="EB Garamond" font-weight="500" font-size="${size}" text-anchor="middle" fill="#fff">${text.join('')}</g>`;
  const box = drawnBox(wrap(words, film)) ?? { x: 0, y: top, width: film.width, height: 0 };
  const plate = {
    x: box.x - size * 1.2,
    y: top - size * 0.5,
    width: box.width + size * 2.4,
    height: end - top + size,
  };
  const veil =
    `<defs><radialGradient id="v"><stop offset="0.35" stop-color="#0b0d12" stop-opacity="0.6"/>` +
    `<stop offset="1" stop-color="#0b0d12" stop-opacity="0"/></radialGradient></defs>` +
    `<ellipse cx="${middle}" cy="${(top + end) / 2}" rx="${plate.width * 0.62}" ry="${plate.height * 0.85}" fill="url(#v)"/>`;
  const area = { x: 0, y: plate.y - plate.height * 0.6, width: film.width, height: plate.height * 2.2 };
  return cropped(wrap(veil + rule(top) + words + rule(end), film), area, film);
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * Text in at most `most` lines of about `length` characters: a text that is too long for that gets longer lines, which
 * are then set smaller, and a word longer than a line is cut. Nothing is left out.
 */
export function wrapWords(text: string, length: number, most: number): string[] {
  const lines: string[] = [];
  const words = text
    .trim()
    .split(/[ \t\r\n]+/)
    .flatMap((word) => word.match(new RegExp(`.{1,${Math.round(length)}}`, 'gsu')) ?? []);
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > most ? wrapWords(text, length * 1.15, most) : lines;
}

/** The wanted size, or the largest at which the widest line keeps inside `room`. */
export function fitted(lines: readonly string[], size: number, family: string, room: number): number {
  const text = lines.map((line) => `<text x="0" y="100">${escapeXml(line)}</text>`).join('');
  const group = `<g font-family="${family}" font-size="${size}">${text}</g>`;
  const width = drawnBox(wrap(group, { width: 4000, height: 400 }))?.width ?? 0;
  return width > room ? (size * room) / width : size;
}

function wrap(content: string, { width, height }: FilmSize): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}

/** Only the part that holds text is kept, on even pixels so that colour planes line up. */
function cropped(
  svg: string,
  area: { x: number; y: number; width: number; height: number },
  film: FilmSize,
): TextBitmap {
  const pixels = rasterisePixels(svg, film);
  const x = Math.max(0, Math.floor(area.x / 2) * 2);
  const y = Math.max(0, Math.floor(area.y / 2) * 2);
  const width = Math.max(0, Math.min(film.width, Math.ceil((area.x + area.width) / 2) * 2) - x);
  const height = Math.max(0, Math.min(film.height, Math.ceil((area.y + area.height) / 2) * 2) - y);
  const luma = new Uint8Array(width * height);
  const alpha = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = ((y + row) * pixels.width + x + column) * 4;
      const opacity = pixels.rgba[from + 3]!;
      const at = row * width + column;
      alpha[at] = opacity;
      if (opacity > 0) luma[at] = 16 + Math.min(219, (pixels.rgba[from + 1]! / opacity) * 219);
    }
  }
  return { x, y, width, height, luma, alpha };
}
