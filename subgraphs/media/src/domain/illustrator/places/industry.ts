import { skyline } from '../buildings.ts';
import { circle, ellipse, line, n, path, polygon, rect } from '../canvas.ts';
import { mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { ground, groundBands, stones } from '../terrain.ts';
import { cobbles } from './town.ts';

export const station: PlacePainter = {
  horizon: 0.52,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, width, random } = stage;
    paintSky(stage);
    skyline(stage, horizon + 4, 120, 0.8, 'station-town');
    ground(stage, '#948a7c', 0);
    rails(stage, width * 0.52);
    locomotive(stage, width * random.between(0.3, 0.36), horizon + (height - horizon) * 0.3, 330);
    const iron = palette.tone('#3f5058', 0.12);
    canvas.add(
      path(
        `M-10 0H${n(width + 10)}V70Q${n(width * 0.75)} 190 ${n(width * 0.5)} 90Q${n(width * 0.25)} 190 -10 70Z`,
        mix(iron, palette.shade, 0.3),
      ),
    );
    for (const at of [0.06, 0.94]) {
      canvas.add(
        rect(width * at - 11, 60, 22, height * 0.72, iron),
        rect(width * at - 24, height * 0.74, 48, 26, iron, 4),
      );
      canvas.add(
        line(
          `M${n(width * at)} 230Q${n(width * at + (at < 0.5 ? 60 : -60))} 190 ${n(width * at + (at < 0.5 ? 130 : -130))} 90`,
          iron,
          10,
        ),
      );
    }
    canvas.add(
      circle(width * 0.5, 130, 46, palette.tone('#2f3438')),
      circle(width * 0.5, 130, 39, palette.tone('#f4edd8')),
      line(`M${n(width * 0.5)} 130l0 -27M${n(width * 0.5)} 130l19 9`, '#22262b', 4.5),
    );
    const platform = horizon + (height - horizon) * 0.46;
    canvas.add(
      rect(
        0,
        platform,
        width,
        height - platform,
        canvas.linear([
          { at: 0, colour: palette.tone('#b5a892') },
          { at: 1, colour: mix(palette.tone('#8a7d6a'), palette.shade, 0.4) },
        ]),
      ),
      rect(0, platform, width, 10, palette.tone('#e7dcb9')),
    );
  },
};

function rails(stage: Stage, vanish: number): void {
  const { canvas, palette, height, horizon, width } = stage;
  for (const dx of [-0.32, -0.2, 0.14, 0.26])
    canvas.add(
      line(
        `M${n(vanish + dx * 40)} ${n(horizon)}L${n(vanish + dx * width)} ${n(height)}`,
        palette.tone('#5b646b'),
        5,
      ),
    );
}

/** A steam engine from the side, on its wheels at (x, y). */
function locomotive(stage: Stage, x: number, y: number, s: number): void {
  const { canvas, palette } = stage;
  const body = palette.tone('#31504a', 0.08);
  const dark = palette.tone('#22282c', 0.05);
  const brass = palette.tone('#d7ad55', 0.05);
  for (let i = 0; i < 7; i++)
    canvas.add(
      circle(
        x + s * 0.72 - i * 26,
        y - s * 0.66 - i * 34,
        24 + i * 13,
        mix('#ffffff', palette.haze, 0.45),
        0.5 - i * 0.055,
      ),
    );
  canvas.add(
    rect(x - s * 1.5, y - s * 0.42, s * 1.02, s * 0.36, palette.tone('#7a3b34', 0.1), 6),
    rect(x - s * 1.53, y - s * 0.47, s * 1.08, s * 0.06, dark, 4),
  );
  for (let i = 0; i < 4; i++)
    canvas.add(
      rect(
        x - s * 1.43 + i * s * 0.24,
        y - s * 0.36,
        s * 0.16,
        s * 0.14,
        palette.part === 'DAY' ? palette.tone('#bcd0d4', 0.1) : '#ffd98c',
        3,
      ),
    );
  canvas.add(
    rect(x - s * 0.44, y - s * 0.56, s * 0.34, s * 0.46, body, 4),
    rect(x - s * 0.49, y - s * 0.62, s * 0.45, s * 0.07, dark, 4),
    rect(
      x - s * 0.37,
      y - s * 0.48,
      s * 0.19,
      s * 0.16,
      palette.part === 'DAY' ? palette.tone('#bcd0d4', 0.1) : '#ffd98c',
      3,
    ),
  );
  canvas.add(
    rect(x - s * 0.1, y - s * 0.42, s * 0.88, s * 0.3, body, 26),
    rect(x + s * 0.12, y - s * 0.42, s * 0.02, s * 0.3, brass),
    rect(x + s * 0.42, y - s * 0.42, s * 0.02, s * 0.3, brass),
  );
  canvas.add(
    path(
      `M${n(x + s * 0.64)} ${n(y - s * 0.4)}v${n(-s * 0.17)}h${n(-s * 0.04)}v${n(-s * 0.05)}h${n(s * 0.18)}v${n(s * 0.05)}h${n(-s * 0.04)}v${n(s * 0.17)}z`,
      dark,
    ),
    ellipse(x + s * 0.28, y - s * 0.43, s * 0.06, s * 0.06, brass),
  );
  canvas.add(
    polygon(
      [
        [x + s * 0.78, y - s * 0.14],
        [x + s * 0.98, y],
        [x + s * 0.66, y],
      ],
      dark,
    ),
    circle(x + s * 0.8, y - s * 0.3, s * 0.045, '#ffe6a6'),
  );
  for (const [dx, r] of [
    [-0.34, 0.13],
    [-0.04, 0.13],
    [0.26, 0.13],
    [0.56, 0.085],
    [-1.3, 0.08],
    [-1.06, 0.08],
    [-0.7, 0.08],
  ] as const) {
    canvas.add(
      circle(x + dx * s, y - r * s, r * s, dark),
      circle(x + dx * s, y - r * s, r * s * 0.72, palette.tone('#8a3b32', 0.05)),
      circle(x + dx * s, y - r * s, r * s * 0.22, brass),
    );
  }
}

export const factory: PlacePainter = {
  horizon: 0.56,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, width, height } = stage;
    const random = stage.random.fork('factory');
    paintSky(stage);
    for (let i = 0; i < 4; i++) {
      const x = width * (0.12 + i * 0.22 + random.between(-0.04, 0.04));
      const h = random.between(230, 380);
      for (let k = 0; k < 8; k++)
        canvas.add(
          circle(
            x + k * 30,
            horizon - h - k * 26,
            22 + k * 12,
            mix(palette.shade, palette.haze, 0.5),
            0.34 - k * 0.03,
          ),
        );
      canvas.add(
        polygon(
          [
            [x - 24, horizon + 20],
            [x - 15, horizon - h],
            [x + 15, horizon - h],
            [x + 24, horizon + 20],
          ],
          palette.tone('#96584a', 0.4),
        ),
        rect(x - 19, horizon - h - 8, 38, 14, palette.tone('#6f4036', 0.4)),
      );
    }
    let d = `M-20 ${n(horizon + 30)}V${n(horizon - 120)}`;
    for (let x = -20; x < width + 100; x += 150)
      d += `L${n(x + 40)} ${n(horizon - 190)}L${n(x + 150)} ${n(horizon - 120)}`;
    canvas.add(path(`${d}V${n(horizon + 40)}Z`, palette.tone('#7d5a52', 0.25)));
    for (let x = 20; x < width; x += 76)
      canvas.add(
        rect(
          x,
          horizon - 86,
          40,
          64,
          palette.part === 'DAY' ? mix(palette.tone('#54646e', 0.2), palette.sky[1], 0.3) : '#ffbf62',
          3,
        ),
        rect(x + 18, horizon - 86, 4, 64, palette.tone('#3f3230', 0.2)),
        rect(x, horizon - 56, 40, 4, palette.tone('#3f3230', 0.2)),
      );
    cobbles({ ...stage, horizon: horizon + 24 }, '#7f776c');
    rails({ ...stage, horizon: horizon + 24 }, width * 0.3);
    groundBands(stage, '#6f675c', 3);
    stones(stage, '#5d5650', height * 0.8, height, 4, 0.4);
  },
};
