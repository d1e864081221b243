import type { FilmTitle } from './film-frame.ts';
import { hash32, seededRandom } from './seeded-random.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sizes text with the fonts at hand; drawing code below the domain knows them. */
export interface Typesetter {
  wrap(text: string, length: number, most: number): string[];
  fit(lines: readonly string[], size: number, family: string, room: number): number;
  escape(text: string): string;
}

const COVERS = [
  { ground: '#12233f', glow: '#35588a', ink: '#f6ead0', accent: '#e2b45c' },
  { ground: '#2b1430', glow: '#7a3a5c', ink: '#fbeee2', accent: '#eab07a' },
  { ground: '#0f2e2b', glow: '#2f7468', ink: '#f3efd9', accent: '#dfc06a' },
  { ground: '#331a12', glow: '#93502c', ink: '#fdf1dc', accent: '#f0c174' },
  { ground: '#1b1c3a', glow: '#4d4f94', ink: '#f1ecfa', accent: '#d8b8e8' },
] as const;

/** The book's cover: title, authors, and an ornament that its name decides. */
export function titleCard(book: FilmTitle, size: Size, type: Typesetter): string {
  const short = Math.min(size.width, size.height);
  const middle = size.width / 2;
  const lines = type.wrap(book.title, size.width > size.height ? 26 : 15, size.width > size.height ? 4 : 6);
  const wanted = short * (lines.length > 2 ? 0.105 : 0.135);
  const fontSize = Math.min(
    type.fit(lines, wanted, 'EB Garamond', size.width * 0.74),
    (size.height * 0.46) / (lines.length * 1.12),
  );
  const lineHeight = fontSize * 1.12;
  const top = size.height * 0.47 - (lines.length * lineHeight) / 2;
  const title = lines
    .map((line, i) => centred(type.escape(line), middle, top + (i + 0.8) * lineHeight))
    .join('');
  const end = top + lines.length * lineHeight;
  const authors = type.wrap(authorsLine(book), 44, 2);
  const authorSize = type.fit(authors, short * 0.058, 'EB Garamond', size.width * 0.7);
  const authorLines = authors.map((line, i) =>
    centred(type.escape(line), middle, end + short * 0.15 + i * authorSize * 1.2),
  );
  const cover = coverOf(book);
  return card(book, size, [
    `<g font-family="EB Garamond" font-weight="500" font-size="${fontSize}" text-anchor="middle" fill="${cover.ink}">${title}</g>`,
    divider(middle, end + short * 0.055, short, cover.accent),
    `<g font-family="EB Garamond" font-style="italic" font-weight="500" font-size="${authorSize}" text-anchor="middle" fill="${cover.ink}" fill-opacity="0.92">${authorLines.join('')}</g>`,
  ]);
}

/** The last card: the book's name once more, under the word that ends every story. */
export function endCard(book: FilmTitle, size: Size, type: Typesetter): string {
  const short = Math.min(size.width, size.height);
  const middle = size.width / 2;
  const cover = coverOf(book);
  const word = book.language === 'fr' ? 'Fin' : 'The End';
  const lines = type.wrap(book.title, 48, 3);
  const small = type.fit(lines, short * 0.05, 'EB Garamond', size.width * 0.7);
  const name = lines.map((line, i) =>
    centred(type.escape(line), middle, size.height * 0.66 + i * small * 1.2),
  );
  return card(book, size, [
    `<g font-family="EB Garamond" font-style="italic" font-weight="500" font-size="${short * 0.15}" text-anchor="middle" fill="${cover.ink}">${centred(word, middle, size.height * 0.49)}</g>`,
    divider(middle, size.height * 0.57, short, cover.accent),
    `<g font-family="EB Garamond" font-weight="500" font-size="${small}" text-anchor="middle" fill="${cover.ink}" fill-opacity="0.85">${name.join('')}</g>`,
  ]);
}

const MOST_AUTHORS = 4;

/** "A, B and C"; a long list ends with "and others". */
function authorsLine({ authors, language }: FilmTitle): string {
  const rest = language === 'fr' ? 'autres' : 'others';
  const named = authors.length > MOST_AUTHORS ? [...authors.slice(0, MOST_AUTHORS - 1), rest] : authors;
  const [last, ...before] = [...named].reverse();
  if (last === undefined || before.length === 0) return last ?? '';
  return `${before.reverse().join(', ')} ${language === 'fr' ? 'et' : 'and'} ${last}`;
}

function coverOf(book: FilmTitle): (typeof COVERS)[number] {
  return COVERS[hash32(`cover/${book.title}`) % COVERS.length]!;
}

function card(book: FilmTitle, { width, height }: Size, content: readonly string[]): string {
  const cover = coverOf(book);
  const short = Math.min(width, height);
  const inset = short * 0.07;
  const frame = (gap: number, stroke: number, opacity: number): string =>
    `<rect x="${inset + gap}" y="${inset + gap}" width="${width - 2 * (inset + gap)}" height="${height - 2 * (inset + gap)}" rx="${short * 0.012}" fill="none" stroke="${cover.accent}" stroke-opacity="${opacity}" stroke-width="${stroke}"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<defs><radialGradient id="g" cx="0.5" cy="0.42" r="0.75"><stop offset="0" stop-color="${cover.glow}"/><stop offset="1" stop-color="${cover.ground}"/></radialGradient></defs>`,
    `<rect width="${width}" height="${height}" fill="url(#g)"/>`,
    sparkles(book, { width, height }, cover.ink),
    frame(0, short * 0.004, 0.9),
    frame(short * 0.014, short * 0.0016, 0.6),
    ...content,
    '</svg>',
  ].join('');
}

/** Dust of light, sparse near the middle so that it never touches the words. */
function sparkles(book: FilmTitle, { width, height }: Size, colour: string): string {
  const random = seededRandom(`sparkles/${book.title}`);
  const dots: string[] = [];
  for (let i = 0; i < 140; i++) {
    const angle = random.between(0, Math.PI * 2);
    const reach = Math.sqrt(random.between(0.25, 1));
    const x = width / 2 + Math.cos(angle) * reach * width * 0.6;
    const y = height / 2 + Math.sin(angle) * reach * height * 0.62;
    const r = (random.next() ** 3 * 2.4 + 0.5) * (Math.min(width, height) / 720);
    dots.push(
      `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(2)}" fill-opacity="${random.between(0.12, 0.6).toFixed(2)}"/>`,
    );
  }
  return `<g fill="${colour}">${dots.join('')}</g>`;
}

function divider(x: number, y: number, short: number, colour: string): string {
  const arm = short * 0.12;
  const gem = short * 0.011;
  const line = (from: number, to: number): string =>
    `<rect x="${Math.min(from, to)}" y="${y - short * 0.0012}" width="${Math.abs(to - from)}" height="${short * 0.0024}"/>`;
  return `<g fill="${colour}">${line(x - arm, x - gem * 2.4)}${line(x + gem * 2.4, x + arm)}<path d="M${x} ${y - gem}l${gem} ${gem}l${-gem} ${gem}l${-gem} ${-gem}z"/></g>`;
}

function centred(text: string, x: number, y: number): string {
  return `<text x="${x}" y="${y.toFixed(1)}">${text}</text>`;
}
