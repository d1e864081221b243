import { circle, ellipse, n, path, polygon, rect } from '../canvas.ts';
import { type Hex, lighten, mix } from '../colour.ts';
import { lampGlow } from '../room.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { stones } from '../terrain.ts';

/** Rings of rock around a far opening, each nearer and darker than the one behind it. */
function cavern(stage: Stage, rock: Hex, opening: Hex, open: boolean): void {
  const { canvas, palette, width, height, horizon } = stage;
  const random = stage.random.fork('cavern');
  const x = width * random.between(0.38, 0.62);
  canvas.add(rect(0, 0, width, height, opening));
  canvas.add(
    canvas.glow(
      x,
      horizon * 0.72,
      width * 0.36,
      height * 0.44,
      open ? palette.light : '#ffb565',
      open ? 0.95 : 0.7,
    ),
  );
  const rings = 4;
  for (let i = 0; i < rings; i++) {
    const t = i / (rings - 1);
    const rx = width * (0.15 + 0.4 * t);
    const ry = height * (0.22 + 0.36 * t);
    const cy = horizon * 0.74 + 50 * t;
    let d = `M-20 -20H${n(width + 20)}V${n(height + 20)}H-20Z`;
    const steps = 22;
    for (let k = 0; k <= steps; k++) {
      const turn = Math.PI + (k / steps) * Math.PI;
      const r = 1 + random.between(-0.13, 0.11);
      d += `${k === 0 ? 'M' : 'L'}${n(x + Math.cos(turn) * rx * r)} ${n(cy + Math.sin(turn) * ry * r)}`;
    }
    d += `L${n(x + rx * 1.06)} ${n(height + 20)}H${n(x - rx * 1.06)}Z`;
    const colour = mix(mix(palette.tone(rock), opening, 0.5 * (1 - t)), palette.shade, 0.2 + t * 0.5);
    canvas.add(`<path fill-rule="evenodd" d="${d}" fill="${colour}"/>`);
    hanging(stage, x, rx, cy - ry, 20 + 60 * t, lighten(colour, 0.04), random.int(3, 5));
  }
  canvas.add(
    path(
      `M-20 ${n(height)}V${n(horizon + 120)}Q${n(width * 0.2)} ${n(horizon + 30)} ${n(x)} ${n(horizon + 10)}T${n(width + 20)} ${n(horizon + 110)}V${n(height)}Z`,
      canvas.linear([
        { at: 0, colour: mix(palette.tone(rock), opening, 0.35) },
        { at: 1, colour: mix(palette.tone(rock), palette.shade, 0.65) },
      ]),
    ),
  );
  stones(stage, rock, horizon + 60, height, 10, 0.8);
}

function hanging(
  stage: Stage,
  x: number,
  rx: number,
  top: number,
  size: number,
  colour: Hex,
  count: number,
): void {
  const random = stage.random.fork(`stalactites${Math.round(rx)}`);
  for (let i = 0; i < count; i++) {
    const sx = x + random.between(-0.7, 0.7) * rx;
    const w = size * random.between(0.2, 0.4);
    stage.canvas.add(
      polygon(
        [
          [sx - w, top - 20],
          [sx + w, top - 20],
          [sx + w * 0.1, top + size * random.between(0.7, 1.8)],
        ],
        colour,
      ),
    );
  }
}

export const cave: PlacePainter = {
  horizon: 0.6,
  indoors: true,
  back: (stage) => {
    const { canvas, palette, width, height, horizon } = stage;
    cavern(stage, '#7a6c66', mix(palette.sky[1], palette.light, 0.2), true);
    const random = stage.random.fork('pool');
    canvas.add(
      ellipse(
        width * random.between(0.3, 0.7),
        horizon + (height - horizon) * 0.3,
        width * 0.2,
        26,
        mix(palette.sky[1], palette.shade, 0.25),
        0.75,
      ),
    );
    for (let i = 0; i < 5; i++)
      crystal(
        stage,
        random.between(0.04, 0.96) * width,
        horizon + random.between(60, 160),
        random.between(24, 60),
        random.pick(['#7ad0d8', '#b48ae0', '#8ae0b0']),
      );
  },
};

function crystal(stage: Stage, x: number, y: number, s: number, colour: Hex): void {
  const { canvas } = stage;
  canvas.add(canvas.glow(x, y - s * 0.6, s * 2, s * 2, colour, 0.35));
  for (const [dx, h, w] of [
    [-0.4, 0.9, 0.2],
    [0.35, 0.75, 0.18],
    [0, 1.4, 0.26],
  ] as const) {
    canvas.add(
      polygon(
        [
          [x + (dx - w) * s, y],
          [x + (dx * 1.4 - w) * s, y - h * s * 0.7],
          [x + dx * 1.6 * s, y - h * s],
          [x + (dx * 1.4 + w) * s, y - h * s * 0.7],
          [x + (dx + w) * s, y],
        ],
        colour,
        0.8,
      ),
      polygon(
        [
          [x + dx * s, y],
          [x + dx * 1.6 * s, y - h * s],
          [x + (dx * 1.4 + w) * s, y - h * s * 0.7],
          [x + (dx + w) * s, y],
        ],
        '#ffffff',
        0.28,
      ),
    );
  }
}

export const underground: PlacePainter = {
  horizon: 0.6,
  indoors: true,
  back: (stage) => {
    const { canvas, palette, width, horizon } = stage;
    cavern(stage, '#6b5040', '#3b2419', false);
    const random = stage.random.fork('roots');
    for (let i = 0; i < 16; i++) {
      const x = random.between(0, width);
      const h = random.between(60, 240);
      const bend = random.between(-70, 70);
      canvas.add(
        path(
          `M${n(x - 8)} -10C${n(x - 10)} ${n(h * 0.4)} ${n(x + bend)} ${n(h * 0.6)} ${n(x + bend * 0.6)} ${n(h)}C${n(x + bend + 12)} ${n(h * 0.6)} ${n(x + 8)} ${n(h * 0.4)} ${n(x + 9)} -10Z`,
          mix(palette.tone('#7a5638'), palette.shade, 0.35),
        ),
      );
    }
    for (const share of [0.16, 0.84]) {
      const x = width * share;
      canvas.add(
        rect(x - 5, horizon - 110, 10, 60, palette.tone('#5a3c26')),
        path(`M${n(x)} ${n(horizon - 172)}q26 34 0 64q-26 -30 0 -64z`, '#ffb347'),
        path(`M${n(x)} ${n(horizon - 148)}q13 20 0 38q-13 -18 0 -38z`, '#ffe9a0'),
      );
      lampGlow(stage, x, horizon - 130, 260);
    }
    for (let i = 0; i < 24; i++)
      canvas.add(
        circle(
          random.between(0, width),
          random.between(0.1, 0.9) * horizon,
          random.between(1, 3),
          '#ffdf9a',
          0.4,
        ),
      );
  },
};
