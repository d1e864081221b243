import { circle, ellipse, line, n, path, polygon, rect } from './canvas.ts';
import { darken, type Hex, lighten, mix } from './colour.ts';
import { lampGlow } from './room.ts';
import type { Stage } from './stage.ts';

/** Things that stand in rooms; each stands on `y` with its middle at `x`. */

export function bookshelf(stage: Stage, x: number, y: number, w: number, h: number): void {
  const { canvas, palette } = stage;
  const random = stage.random.fork(`shelf${Math.round(x)}`);
  const wood = palette.tone('#6b452c', 0.05);
  canvas.add(
    rect(x - w / 2, y - h, w, h, wood),
    rect(x - w / 2 + 9, y - h + 10, w - 18, h - 18, mix(wood, palette.shade, 0.55)),
  );
  const rows = Math.max(3, Math.round(h / 74));
  for (let row = 0; row < rows; row++) {
    const base = y - 8 - ((h - 18) / rows) * row;
    for (let bx = x - w / 2 + 13; bx < x + w / 2 - 24; ) {
      const bw = random.between(8, 18);
      const bh = ((h - 18) / rows) * random.between(0.6, 0.84);
      if (random.chance(0.9))
        canvas.add(
          rect(
            bx,
            base - bh,
            bw,
            bh,
            palette.tone(
              random.pick(['#8c3b35', '#34566b', '#4f6b45', '#a8793c', '#5c4468', '#c9b48a', '#2f3e4e']),
              0.05,
            ),
            1,
          ),
        );
      bx += bw + 1.5;
    }
    canvas.add(rect(x - w / 2, base, w, 7, wood));
  }
  canvas.add(rect(x - w / 2 - 6, y - h - 6, w + 12, 14, lighten(wood, 0.1), 2));
}

export function table(stage: Stage, x: number, y: number, w: number, cloth: Hex | null = null): number {
  const { canvas, palette } = stage;
  const wood = palette.tone('#7d5435');
  const h = w * 0.4;
  canvas.add(ellipse(x, y, w * 0.5, w * 0.055, palette.shade, 0.3));
  for (const dx of [-0.42, 0.42, -0.3, 0.3])
    canvas.add(
      rect(
        x + dx * w - w * 0.02,
        y - h,
        w * 0.04,
        h * (Math.abs(dx) > 0.4 ? 1 : 0.9),
        mix(wood, palette.shade, Math.abs(dx) > 0.4 ? 0.1 : 0.4),
      ),
    );
  canvas.add(
    polygon(
      [
        [x - w * 0.44, y - h - w * 0.09],
        [x + w * 0.44, y - h - w * 0.09],
        [x + w * 0.52, y - h],
        [x - w * 0.52, y - h],
      ],
      cloth ? palette.tone(cloth) : mix(wood, palette.light, 0.22),
    ),
  );
  canvas.add(rect(x - w * 0.52, y - h, w * 1.04, w * 0.04, cloth ? palette.tone(darken(cloth, 0.1)) : wood));
  if (cloth)
    canvas.add(
      path(
        `M${n(x - w * 0.52)} ${n(y - h)}h${n(w * 1.04)}v${n(w * 0.16)}q${n(-w * 0.13)} ${n(w * 0.05)} ${n(-w * 0.26)} 0t${n(-w * 0.26)} 0t${n(-w * 0.26)} 0t${n(-w * 0.26)} 0z`,
        palette.tone(darken(cloth, 0.1)),
      ),
    );
  return y - h - w * 0.045;
}

export function chair(
  stage: Stage,
  x: number,
  y: number,
  size: number,
  flip: boolean,
  colour: Hex = '#7a4b36',
): void {
  const { canvas, palette } = stage;
  const wood = palette.tone(colour);
  const k = flip ? -1 : 1;
  canvas.add(ellipse(x, y, size * 0.34, size * 0.05, palette.shade, 0.28));
  canvas.add(
    path(
      `M${n(x - k * size * 0.26)} ${n(y)}l${n(k * size * 0.03)} ${n(-size)}q${n(k * size * 0.04)} ${n(-size * 0.06)} ${n(k * size * 0.09)} 0l${n(k * size * 0.0)} ${n(size)}z`,
      mix(wood, palette.shade, 0.2),
    ),
  );
  canvas.add(
    rect(x - size * 0.27, y - size * 0.5, size * 0.54, size * 0.08, wood, 4),
    rect(k > 0 ? x + size * 0.19 : x - size * 0.25, y - size * 0.46, size * 0.06, size * 0.46, wood),
    rect(k > 0 ? x - size * 0.27 : x + size * 0.19, y - size * 0.92, size * 0.09, size * 0.16, wood, 4),
  );
}

export function armchair(stage: Stage, x: number, y: number, size: number, colour: Hex): void {
  const { canvas, palette } = stage;
  const cloth = palette.tone(colour);
  canvas.add(ellipse(x, y, size * 0.5, size * 0.07, palette.shade, 0.3));
  canvas.add(
    path(
      `M${n(x - size * 0.34)} ${n(y - size * 0.1)}v${n(-size * 0.66)}q0 ${n(-size * 0.22)} ${n(size * 0.34)} ${n(-size * 0.22)}t${n(size * 0.34)} ${n(size * 0.22)}v${n(size * 0.66)}z`,
      mix(cloth, palette.shade, 0.14),
    ),
  );
  canvas.add(
    rect(
      x - size * 0.32,
      y - size * 0.4,
      size * 0.64,
      size * 0.16,
      mix(cloth, palette.light, 0.14),
      size * 0.06,
    ),
    rect(x - size * 0.3, y - size * 0.28, size * 0.6, size * 0.2, cloth),
  );
  for (const s of [-1, 1])
    canvas.add(
      rect(x + s * size * 0.37 - size * 0.09, y - size * 0.52, size * 0.18, size * 0.46, cloth, size * 0.08),
    );
  for (const s of [-0.36, 0.36])
    canvas.add(rect(x + s * size - 5, y - size * 0.08, 10, size * 0.08, palette.tone('#4a3223')));
}

export function bed(stage: Stage, x: number, y: number, w: number, colour: Hex): void {
  const { canvas, palette } = stage;
  const wood = palette.tone('#6f4932');
  canvas.add(ellipse(x, y, w * 0.54, w * 0.05, palette.shade, 0.3));
  canvas.add(
    path(
      `M${n(x - w * 0.52)} ${n(y)}v${n(-w * 0.5)}q${n(w * 0.02)} ${n(-w * 0.07)} ${n(w * 0.05)} 0v${n(w * 0.5)}z`,
      wood,
    ),
    rect(x - w * 0.5, y - w * 0.16, w, w * 0.12, wood, 4),
  );
  canvas.add(rect(x - w * 0.47, y - w * 0.27, w * 0.94, w * 0.14, palette.tone('#f2ead9'), w * 0.04));
  canvas.add(
    path(
      `M${n(x - w * 0.2)} ${n(y - w * 0.28)}q${n(w * 0.3)} ${n(-w * 0.06)} ${n(w * 0.68)} 0v${n(w * 0.2)}q${n(-w * 0.35)} ${n(w * 0.03)} ${n(-w * 0.72)} 0z`,
      palette.tone(colour),
    ),
    path(
      `M${n(x - w * 0.2)} ${n(y - w * 0.28)}h${n(w * 0.1)}l${n(-w * 0.04)} ${n(w * 0.2)}h${n(-w * 0.1)}z`,
      palette.tone(lighten(colour, 0.35)),
    ),
  );
  canvas.add(
    ellipse(x - w * 0.36, y - w * 0.3, w * 0.11, w * 0.055, palette.tone('#fdf8ee')),
    rect(x + w * 0.46, y - w * 0.34, w * 0.05, w * 0.34, wood, 4),
  );
}

export function chandelier(stage: Stage, x: number, y: number, size: number): void {
  const { canvas, palette } = stage;
  const brass = palette.tone('#c79a4c');
  canvas.add(rect(x - 2, -10, 4, y + 10, brass), ellipse(x, y, size * 0.5, size * 0.07, 'none'));
  canvas.add(
    line(`M${n(x - size / 2)} ${n(y)}Q${n(x)} ${n(y + size * 0.34)} ${n(x + size / 2)} ${n(y)}`, brass, 6),
    circle(x, y + size * 0.2, size * 0.07, brass),
  );
  for (let i = 0; i < 5; i++) {
    const cx = x + (i / 4 - 0.5) * size;
    candleAt(stage, cx, y + (1 - ((i - 2) / 2) ** 2) * size * 0.12, size * 0.14);
  }
  lampGlow(stage, x, y, size * 1.6);
}

export function candleAt(stage: Stage, x: number, y: number, size: number): void {
  const { canvas, palette } = stage;
  canvas.add(
    rect(x - size * 0.16, y - size, size * 0.32, size, palette.tone('#f3ead0')),
    path(
      `M${n(x)} ${n(y - size * 1.75)}q${n(size * 0.32)} ${n(size * 0.45)} 0 ${n(size * 0.72)}q${n(-size * 0.32)} ${n(-size * 0.27)} 0 ${n(-size * 0.72)}z`,
      '#ffd76a',
    ),
  );
}

export function counter(stage: Stage, x: number, y: number, w: number, colour: Hex): number {
  const { canvas, palette } = stage;
  const wood = palette.tone(colour);
  const h = 130;
  canvas.add(
    rect(x - w / 2, y - h, w, h, wood),
    rect(x - w / 2 - 14, y - h - 12, w + 28, 18, mix(wood, palette.light, 0.22), 4),
  );
  const panels = Math.max(2, Math.round(w / 130));
  for (let i = 0; i < panels; i++)
    canvas.add(
      rect(
        x - w / 2 + (i * w) / panels + 14,
        y - h + 26,
        w / panels - 28,
        h - 46,
        mix(wood, palette.shade, 0.22),
        4,
      ),
    );
  return y - h - 10;
}

export function shelfOf(
  stage: Stage,
  x: number,
  y: number,
  w: number,
  kind: 'JARS' | 'BOTTLES' | 'PLATES' | 'FLASKS',
): void {
  const { canvas, palette } = stage;
  const random = stage.random.fork(`${kind}${Math.round(x)}${Math.round(y)}`);
  for (let at = x - w / 2 + 18; at < x + w / 2 - 12; at += random.between(32, 46)) {
    const colour = palette.tone(
      random.pick(['#6d9a8a', '#b5713c', '#8a4a5c', '#d0b063', '#5a7ba0', '#cfd6cf']),
    );
    const h = random.between(26, 54);
    if (kind === 'PLATES')
      canvas.add(
        circle(at, y - 22, 20, palette.tone('#eae4d6')),
        circle(at, y - 22, 13, palette.tone('#7d9ab0')),
      );
    else if (kind === 'JARS')
      canvas.add(
        rect(at - 13, y - h, 26, h, colour, 5),
        rect(at - 11, y - h - 8, 22, 10, palette.tone('#8a6a48'), 3),
      );
    else if (kind === 'BOTTLES')
      canvas.add(
        path(
          `M${n(at - 9)} ${n(y)}v${n(-h * 0.7)}q0 -8 6 -12v${n(-h * 0.5)}h6v${n(h * 0.5)}q6 4 6 12v${n(h * 0.7)}z`,
          colour,
        ),
      );
    else
      canvas.add(
        path(
          `M${n(at - 3)} ${n(y - h)}h6v${n(h * 0.4)}l${n(12)} ${n(h * 0.6)}h-30l12 ${n(-h * 0.6)}z`,
          colour,
          0.85,
        ),
        ellipse(at, y - h, 5, 2, palette.light),
      );
  }
  canvas.add(rect(x - w / 2, y, w, 10, palette.tone('#6b4a32')));
}
