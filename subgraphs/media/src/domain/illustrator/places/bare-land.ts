import { circle, ellipse, n, path, polygon, rect } from '../canvas.ts';
import { lighten, mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { ground, groundBands, hills, ridge, stones, tufts } from '../terrain.ts';
import { treeLine } from '../trees.ts';

export const mountain: PlacePainter = {
  horizon: 0.58,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height } = stage;
    const random = stage.random.fork('peaks');
    paintSky(stage);
    for (let i = 0; i < 3; i++) peaks(stage, horizon - 20 + i * 26, 400 - i * 110, 0.8 - i * 0.25, random);
    treeLine(stage, ['PINE'], horizon + 18, 130, 0.45, 16, 'mountain-pines');
    ground(stage, '#7d8468', 1.2);
    stones(stage, '#8d8f93', horizon + 40, height, 13);
    tufts(stage, '#7f8a58', horizon + 60, height, 18);
    canvas.add(
      rect(
        0,
        horizon - 130,
        stage.width,
        170,
        canvas.linear([
          { at: 0, colour: palette.haze, opacity: 0 },
          { at: 0.6, colour: palette.haze, opacity: 0.5 },
          { at: 1, colour: palette.haze, opacity: 0 },
        ]),
      ),
    );
  },
};

function peaks(
  stage: Stage,
  base: number,
  reach: number,
  depth: number,
  random: import('../../seeded-random.ts').SeededRandom,
): void {
  const { canvas, palette, width, lightSide } = stage;
  const count = random.int(3, 4);
  for (let i = 0; i < count; i++) {
    const x = ((i + random.between(0.2, 0.8)) / count) * width;
    const h = reach * random.between(0.65, 1.05);
    const w = h * random.between(0.75, 1.05);
    const rock = palette.tone('#6f7788', depth);
    const lit = mix(palette.tone('#a9adb4', depth), palette.light, 0.2);
    canvas.add(
      polygon(
        [
          [x - w, base + 60],
          [x - w * 0.42, base - h * 0.5],
          [x, base - h],
          [x + w * 0.36, base - h * 0.58],
          [x + w, base + 60],
        ],
        rock,
      ),
    );
    canvas.add(
      polygon(
        [
          [x, base - h],
          [x + lightSide * w * 0.38, base - h * 0.56],
          [x + lightSide * w, base + 60],
          [x + lightSide * w * 0.3, base + 60],
          [x + lightSide * w * 0.12, base - h * 0.45],
        ],
        lit,
        0.55,
      ),
    );
    const s = lightSide;
    canvas.add(
      polygon(
        [
          [x, base - h],
          [x + s * w * 0.24, base - h * 0.73],
          [x + s * w * 0.12, base - h * 0.76],
          [x + s * w * 0.06, base - h * 0.66],
          [x - s * w * 0.06, base - h * 0.75],
          [x - s * w * 0.16, base - h * 0.68],
          [x - s * w * 0.26, base - h * 0.7],
        ],
        palette.tone('#f4f7fb', depth * 0.8),
      ),
    );
  }
}

export const desert: PlacePainter = {
  horizon: 0.54,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, lightSide } = stage;
    const random = stage.random.fork('dunes');
    paintSky(stage);
    for (let i = 0; i < 5; i++) {
      const t = i / 5;
      const y = horizon + (height - horizon) * t * t * 0.9;
      const colour = palette.tone('#d9a860', 0.6 - t * 0.6);
      canvas.add(
        path(
          ridge(stage, y, 46 + 30 * t, 0, random),
          canvas.linear([
            { at: 0, colour: lighten(colour, 0.12) },
            { at: 1, colour: mix(colour, palette.shade, 0.28) },
          ]),
        ),
      );
      const x = random.between(0.2, 0.8) * width;
      canvas.add(
        path(
          `M${n(x)} ${n(y - 10)}q${n(lightSide * -180)} ${n(20)} ${n(lightSide * -320)} ${n(120 + 60 * t)}q${n(lightSide * 250)} -10 ${n(lightSide * 420)} ${n(-20)}q${n(lightSide * -60)} -70 ${n(lightSide * -100)} ${n(-100 - 60 * t)}z`,
          palette.shade,
          0.14,
        ),
      );
    }
    stones(stage, '#b98d5a', horizon + 90, height, 5, 0.6);
  },
};

export const snowfield: PlacePainter = {
  horizon: 0.55,
  indoors: false,
  back: (stage) => {
    const { horizon, height } = stage;
    const random = stage.random.fork('snow-peaks');
    paintSky(stage);
    peaks(stage, horizon + 10, 260, 0.75, random);
    treeLine(stage, ['PINE'], horizon + 16, 150, 0.55, 10, 'snow-pines');
    ground(stage, '#e8f0f6', 1);
    groundBands(stage, '#d3e0ec', 6);
    treeLine(stage, ['PINE', 'BARE'], horizon + (height - horizon) * 0.16, 260, 0.2, 4, 'snow-near');
  },
};

export const battlefield: PlacePainter = {
  horizon: 0.54,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width } = stage;
    const random = stage.random.fork('battle');
    paintSky(stage);
    hills(stage, ['#857a72', '#786a58'], 0.2, 80);
    ground(stage, '#7d6a4c', 1.3);
    for (let i = 0; i < 7; i++) {
      const x = random.between(0, width);
      for (let k = 0; k < 6; k++)
        canvas.add(
          circle(
            x + k * random.between(4, 16),
            horizon - k * 34,
            22 + k * 13,
            mix(palette.haze, palette.shade, 0.45),
            0.24,
          ),
        );
      canvas.add(canvas.glow(x, horizon + 6, 80, 46, '#ff9a4a', 0.6));
    }
    for (let i = 0; i < 9; i++) {
      const x = random.between(0.02, 0.98) * width;
      const y = horizon + random.between(20, 150);
      const size = 90 + (y - horizon) * 0.8;
      canvas.add(rect(x, y - size, 5, size, palette.tone('#3b2f2a', 0.2)));
      canvas.add(
        path(
          `M${n(x + 5)} ${n(y - size)}q${n(size * 0.3)} ${n(-size * 0.1)} ${n(size * 0.5)} ${n(size * 0.06)}q${n(-size * 0.08)} ${n(size * 0.1)} ${n(0)} ${n(size * 0.2)}q${n(-size * 0.26)} ${n(-size * 0.14)} ${n(-size * 0.5)} ${n(0)}z`,
          palette.tone(random.pick(['#a8322a', '#33527a', '#c2a04a']), 0.2),
        ),
      );
    }
    stones(stage, '#6d6258', horizon + 60, height, 10, 0.7);
    tufts(stage, '#8a7f4c', horizon + 60, height, 22);
  },
};

export const skyScape: PlacePainter = {
  horizon: 0.9,
  indoors: false,
  ground: 'AIR',
  back: (stage) => {
    const { canvas, palette, width, height } = stage;
    const random = stage.random.fork('cloud-sea');
    paintSky(stage);
    for (let i = 0; i < 6; i++) {
      const t = i / 5;
      const y = height * (0.56 + t * 0.42);
      const colour = mix(lighten(palette.sky[1], palette.dark ? 0.08 : 0.45), palette.shade, t * 0.2);
      for (let x = -60; x < width + 120; x += 90 + 60 * t) {
        const r = (60 + 80 * t) * random.between(0.7, 1.2);
        canvas.add(
          ellipse(x, y + random.between(-14, 14), r * 1.3, r * 0.8, colour),
          ellipse(
            x + stage.lightSide * r * 0.3,
            y - r * 0.3,
            r * 0.9,
            r * 0.4,
            mix(colour, palette.light, 0.4),
            0.6,
          ),
        );
      }
    }
  },
};
