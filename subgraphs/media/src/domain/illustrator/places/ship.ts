import { ellipse, line, n, path, polygon, rect } from '../canvas.ts';
import { lighten, mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { waterSheet, waves } from '../water.ts';
import { roughness, SEA } from './sea.ts';

/** A two-master under sail. */
export function sailingShip(stage: Stage, x: number, y: number, size: number, depth: number): void {
  const { canvas, palette, lightSide } = stage;
  const hull = palette.tone('#5c3d2c', depth);
  const sail = mix(palette.tone('#f1e4c8', depth), palette.light, 0.1);
  const shadow = mix(sail, palette.shade, 0.22);
  const s = size;
  for (const [dx, h] of [
    [-0.28, 0.95],
    [0.2, 1.12],
  ] as const) {
    canvas.add(rect(x + dx * s - s * 0.012, y - h * s - s * 0.1, s * 0.024, h * s, hull));
    for (let i = 0; i < 3; i++) {
      const top = y - h * s - s * 0.04 + i * s * 0.3;
      const w = s * (0.22 + i * 0.05);
      canvas.add(
        path(
          `M${n(x + dx * s - w)} ${n(top)}h${n(w * 2)}q${n(w * 0.35)} ${n(s * 0.13)} 0 ${n(s * 0.26)}h${n(-w * 2)}q${n(w * 0.35)} ${n(-s * 0.13)} 0 ${n(-s * 0.26)}z`,
          i === 1 ? shadow : sail,
        ),
      );
    }
  }
  canvas.add(
    polygon(
      [
        [x + s * 0.5, y - s * 0.16],
        [x + s * 0.92, y - s * 0.26],
        [x + s * 0.24, y - s * 0.9],
      ],
      sail,
    ),
  );
  canvas.add(
    path(
      `M${n(x - s * 0.66)} ${n(y - s * 0.24)}h${n(s * 0.2)}v${n(s * 0.08)}h${n(s * 1)}l${n(s * 0.2)} ${n(-s * 0.06)}q${n(-s * 0.06)} ${n(s * 0.2)} ${n(-s * 0.24)} ${n(s * 0.26)}h${n(-s * 0.98)}q${n(-s * 0.16)} ${n(-s * 0.1)} ${n(-s * 0.18)} ${n(-s * 0.28)}z`,
      hull,
    ),
  );
  canvas.add(rect(x - s * 0.5, y - s * 0.1, s * 1.06, s * 0.025, palette.tone('#d8b66a', depth)));
  canvas.add(
    path(
      `M${n(x + s * 0.2)} ${n(y - s * 1.22)}l${n(lightSide * s * 0.2)} ${n(s * 0.04)}l${n(-lightSide * s * 0.2)} ${n(s * 0.05)}z`,
      palette.tone('#b8463e', depth),
    ),
  );
}

export function barrel(stage: Stage, x: number, y: number, size: number): void {
  const { canvas, palette } = stage;
  const wood = palette.tone('#8a5c38');
  const iron = palette.tone('#3d3a3a');
  const w = size * 0.36;
  canvas.add(
    path(
      `M${n(x - w)} ${n(y)}q${n(-size * 0.12)} ${n(-size * 0.45)} 0 ${n(-size * 0.9)}h${n(w * 2)}q${n(size * 0.12)} ${n(size * 0.45)} 0 ${n(size * 0.9)}z`,
      wood,
    ),
  );
  for (const t of [0.2, 0.68])
    canvas.add(rect(x - w - size * 0.05, y - size * t - 4, w * 2 + size * 0.1, 6, iron));
  canvas.add(ellipse(x, y - size * 0.9, w, size * 0.09, mix(wood, palette.light, 0.2)));
}

export const shipDeck: PlacePainter = {
  horizon: 0.44,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, random } = stage;
    paintSky(stage);
    waterSheet(stage, horizon, height, SEA);
    waves(stage, horizon + 6, horizon + 150, SEA, roughness(stage), 4);
    const deck = horizon + (height - horizon) * 0.24;
    const vanish = width * 0.5;
    canvas.add(
      polygon(
        [
          [-20, height],
          [width * 0.1, deck],
          [width * 0.9, deck],
          [width + 20, height],
        ],
        canvas.linear([
          { at: 0, colour: palette.tone('#b98f5f', 0.08) },
          { at: 1, colour: mix(palette.tone('#8a6540'), palette.shade, 0.35) },
        ]),
      ),
    );
    for (let i = -10; i <= 10; i++)
      canvas.add(
        line(
          `M${n(vanish + i * width * 0.04)} ${n(deck)}L${n(vanish + i * width * 0.115)} ${n(height)}`,
          palette.shade,
          2,
          0.28,
        ),
      );
    railing(stage, deck);
    mast(stage, width * (random.chance(0.5) ? 0.2 : 0.8), deck + 60);
    barrel(stage, width * 0.12, deck + 120, 78);
    barrel(stage, width * 0.17, deck + 140, 78);
  },
};

function railing(stage: Stage, deck: number): void {
  const { canvas, palette, width } = stage;
  const wood = palette.tone('#6d452c', 0.05);
  for (let x = width * 0.1; x <= width * 0.9; x += 34) canvas.add(rect(x - 4, deck - 62, 8, 64, wood, 3));
  canvas.add(
    rect(width * 0.09, deck - 72, width * 0.82, 15, lighten(wood, 0.12), 5),
    rect(width * 0.1, deck - 6, width * 0.8, 12, mix(wood, palette.shade, 0.3)),
  );
  for (const side of [-1, 1]) {
    const x = width / 2 + side * width * 0.4;
    canvas.add(
      polygon(
        [
          [x, deck - 72],
          [x + side * width * 0.16, stage.height * 0.86],
          [x + side * width * 0.16, stage.height * 0.92],
          [x, deck - 56],
        ],
        lighten(wood, 0.08),
      ),
    );
  }
}

function mast(stage: Stage, x: number, base: number): void {
  const { canvas, palette, width } = stage;
  const wood = palette.tone('#7a5435', 0.02);
  const side = x < width / 2 ? 1 : -1;
  canvas.add(path(`M${n(x - 20)} 0h${n(width * 0.0001)}`, wood));
  const sail = mix(palette.tone('#efe0c0', 0.05), palette.light, 0.12);
  canvas.add(
    path(
      `M${n(x - side * 150)} -10H${n(x + side * 330)}Q${n(x + side * 380)} 120 ${n(x + side * 300)} ${n(stage.horizon * 0.62)}Q${n(x + side * 60)} ${n(stage.horizon * 0.72)} ${n(x - side * 150)} ${n(stage.horizon * 0.58)}Q${n(x - side * 190)} 100 ${n(x - side * 150)} -10Z`,
      canvas.linear([
        { at: 0, colour: sail },
        { at: 1, colour: mix(sail, palette.shade, 0.25) },
      ]),
    ),
  );
  canvas.add(
    path(`M${n(x - 15)} -10h30l7 ${n(base + 10)}h-44z`, wood),
    path(`M${n(x + stage.lightSide * 4)} -10h10l4 ${n(base + 10)}h-12z`, mix(wood, palette.light, 0.35), 0.7),
  );
  for (let i = 0; i < 7; i++) {
    canvas.add(
      line(`M${n(x)} ${n(i * 12)}L${n(x - side * (180 + i * 26))} ${n(base)}`, palette.shade, 2.4, 0.55),
    );
    canvas.add(
      line(
        `M${n(x - side * (i * 28))} ${n((base * i) / 7)}h${n(-side * (30 + i * 16))}`,
        palette.shade,
        1.8,
        0.4,
      ),
    );
  }
}
