import { circle, ellipse, line, n, path, polygon, rect } from '../canvas.ts';
import { lighten, mix } from '../colour.ts';
import { candleAt } from '../furniture.ts';
import { lampGlow } from '../room.ts';
import type { PlacePainter, Stage } from '../stage.ts';

export const theatre: PlacePainter = {
  horizon: 0.6,
  indoors: true,
  back: (stage) => {
    const { canvas, palette, width, height, horizon } = stage;
    const red = palette.tone('#9a2430');
    canvas.add(rect(0, 0, width, height, mix(red, palette.shade, 0.72)));
    canvas.add(
      rect(
        width * 0.12,
        0,
        width * 0.76,
        horizon,
        canvas.linear([
          { at: 0, colour: palette.tone('#2e3d66') },
          { at: 0.7, colour: palette.tone('#c98a6a') },
          { at: 1, colour: palette.tone('#efc98a') },
        ]),
      ),
    );
    canvas.add(
      path(
        `M${n(width * 0.12)} ${n(horizon - 60)}q${n(width * 0.1)} -120 ${n(width * 0.2)} -40t${n(width * 0.2)} -30t${n(width * 0.2)} 20t${n(width * 0.16)} -20V${n(horizon)}H${n(width * 0.12)}z`,
        palette.tone('#6b5a78'),
      ),
      path(
        `M${n(width * 0.12)} ${n(horizon - 20)}q${n(width * 0.18)} -70 ${n(width * 0.4)} -10t${n(width * 0.36)} -20V${n(horizon)}H${n(width * 0.12)}z`,
        palette.tone('#4d5a58'),
      ),
    );
    const stageFloor = canvas.linear([
      { at: 0, colour: palette.tone('#b5834f') },
      { at: 1, colour: mix(palette.tone('#7a5433'), palette.shade, 0.4) },
    ]);
    canvas.add(
      polygon(
        [
          [width * 0.12, horizon],
          [width * 0.88, horizon],
          [width * 1.02, height],
          [-width * 0.02, height],
        ],
        stageFloor,
      ),
    );
    for (let i = -9; i <= 9; i++)
      canvas.add(
        line(
          `M${n(width * (0.5 + i * 0.042))} ${n(horizon)}L${n(width * (0.5 + i * 0.11))} ${n(height)}`,
          palette.shade,
          2,
          0.22,
        ),
      );
    for (const side of [-1, 1]) curtain(stage, side as -1 | 1, red);
    let d = `M0 0H${n(width)}V110`;
    for (let i = 8; i > 0; i--) d += `Q${n((i - 0.5) * width * 0.125)} 215 ${n((i - 1) * width * 0.125)} 110`;
    canvas.add(path(`${d}Z`, lighten(red, 0.06)), rect(0, 0, width, 40, palette.tone('#c79a4c')));
    for (let i = 0; i < 9; i++) canvas.add(circle(i * width * 0.125, 112, 12, palette.tone('#e0b85e')));
    for (let i = 0; i < 11; i++) {
      const x = width * (0.05 + i * 0.09);
      canvas.add(canvas.glow(x, height * 0.8, 130, 110, '#ffd98a', 0.3));
    }
    canvas.add(
      polygon(
        [
          [width * 0.35, 0],
          [width * 0.47, 0],
          [width * 0.76, height * 0.86],
          [width * 0.28, height * 0.86],
        ],
        '#fff3cf',
        0.1,
      ),
    );
  },
};

function curtain(stage: Stage, side: -1 | 1, red: string): void {
  const { canvas, palette, width, height } = stage;
  const edge = side < 0 ? 0 : width;
  const k = -side;
  canvas.add(
    path(
      `M${n(edge)} 0H${n(edge + k * width * 0.22)}Q${n(edge + k * width * 0.2)} ${n(height * 0.4)} ${n(edge + k * width * 0.1)} ${n(height * 0.52)}Q${n(edge + k * width * 0.16)} ${n(height * 0.7)} ${n(edge + k * width * 0.13)} ${n(height * 0.88)}H${n(edge)}Z`,
      canvas.linear([
        { at: 0, colour: red },
        { at: 1, colour: mix(red, palette.shade, 0.35) },
      ]),
    ),
  );
  for (let i = 1; i < 6; i++)
    canvas.add(
      line(
        `M${n(edge + k * width * 0.036 * i)} 60Q${n(edge + k * width * 0.036 * i)} ${n(height * 0.4)} ${n(edge + k * width * 0.019 * i)} ${n(height * 0.52)}T${n(edge + k * width * 0.023 * i)} ${n(height * 0.88)}`,
        palette.shade,
        7,
        0.28,
      ),
    );
  canvas.add(ellipse(edge + k * width * 0.075, height * 0.52, width * 0.045, 13, palette.tone('#e0b85e')));
}

export const churchNave: PlacePainter = {
  horizon: 0.58,
  indoors: true,
  back: (stage) => {
    const { canvas, palette, width, height, horizon } = stage;
    const stone = palette.tone('#b8ab98', 0.05);
    canvas.add(
      rect(
        0,
        0,
        width,
        height,
        canvas.linear([
          { at: 0, colour: mix(stone, palette.shade, 0.62) },
          { at: 0.5, colour: mix(stone, palette.shade, 0.25) },
        ]),
      ),
    );
    const x = width / 2;
    canvas.add(
      path(
        `M${n(x - 210)} ${n(horizon)}V250Q${n(x - 210)} 90 ${n(x)} 20Q${n(x + 210)} 90 ${n(x + 210)} 250V${n(horizon)}Z`,
        mix(stone, palette.light, 0.16),
      ),
    );
    rose(stage, x, 210, 100);
    for (const dx of [-120, 0, 120]) lancet(stage, x + dx, 340, 52, 150);
    canvas.add(
      polygon(
        [
          [0, height],
          [x - 210, horizon],
          [x + 210, horizon],
          [width, height],
        ],
        canvas.linear([
          { at: 0, colour: palette.tone('#a09484') },
          { at: 1, colour: mix(palette.tone('#7d7264'), palette.shade, 0.5) },
        ]),
      ),
    );
    canvas.add(
      polygon(
        [
          [x - 200, height],
          [x - 46, horizon],
          [x + 46, horizon],
          [x + 200, height],
        ],
        palette.tone('#8c2f36'),
        0.75,
      ),
    );
    canvas.add(
      rect(x - 90, horizon - 62, 180, 64, palette.tone('#efe6d6')),
      rect(x - 100, horizon - 70, 200, 12, palette.tone('#d8b466')),
      rect(x - 4, horizon - 150, 8, 82, palette.tone('#d8b466')),
      rect(x - 24, horizon - 128, 48, 8, palette.tone('#d8b466')),
    );
    for (const dx of [-64, 64]) candleAt(stage, x + dx, horizon - 68, 26);
    lampGlow(stage, x, horizon - 90, 300);
    for (const side of [-1, 1]) {
      for (let i = 0; i < 4; i++) {
        const t = (i + 1) / 4;
        const px = x + side * (190 + 560 * t * t);
        const w = 30 + 66 * t;
        const base = horizon + (height - horizon) * t * t * 0.9;
        canvas.add(
          rect(px - w / 2, 0, w, base, mix(stone, palette.shade, 0.12 + 0.12 * t)),
          rect(
            px - w / 2 + (stage.lightSide > 0 ? w * 0.6 : w * 0.12),
            0,
            w * 0.26,
            base,
            mix(stone, palette.light, 0.25),
            0,
            0.7,
          ),
          rect(px - w * 0.7, base - w * 0.5, w * 1.4, w * 0.5, mix(stone, palette.shade, 0.3)),
          rect(px - w * 0.65, 200 - t * 150, w * 1.3, w * 0.35, mix(stone, palette.shade, 0.05)),
        );
      }
      for (let row = 0; row < 3; row++) {
        const t = (row + 1) / 3;
        const y = horizon + (height - horizon) * (0.1 + 0.5 * t * t);
        const px = x + side * (180 + 170 * t);
        canvas.add(
          rect(
            side < 0 ? px - 260 * t - 60 : px,
            y - 46 * t,
            260 * t + 60,
            46 * t,
            palette.tone('#6b4630'),
            4,
          ),
          rect(side < 0 ? px - 260 * t - 60 : px, y - 52 * t, 260 * t + 60, 10, palette.tone('#8a5f40'), 3),
        );
      }
    }
    for (let i = 0; i < 3; i++)
      canvas.add(
        polygon(
          [
            [x - 60 + i * 46, 200],
            [x - 20 + i * 46, 200],
            [x + 160 + i * 150, height],
            [x + 10 + i * 120, height],
          ],
          palette.light,
          0.08,
        ),
      );
  },
};

const GLASS = ['#c8453a', '#3a6fb8', '#e2b33f', '#4f9a5c', '#8a4fa8'];

function rose(stage: Stage, x: number, y: number, r: number): void {
  const { canvas, palette } = stage;
  canvas.add(
    canvas.glow(x, y, r * 2.2, r * 2.2, palette.light, palette.dark ? 0.2 : 0.5),
    circle(x, y, r, palette.tone('#4b443e')),
  );
  for (let ring = 0; ring < 2; ring++) {
    for (let i = 0; i < 12; i++) {
      const turn = (i / 12) * Math.PI * 2;
      canvas.add(
        circle(
          x + Math.cos(turn) * r * (0.42 + ring * 0.32),
          y + Math.sin(turn) * r * (0.42 + ring * 0.32),
          r * (0.1 + ring * 0.04),
          mix(GLASS[(i + ring) % 5]!, palette.sky[1], palette.dark ? 0.35 : 0.15),
        ),
      );
    }
  }
  canvas.add(circle(x, y, r * 0.24, mix('#e2b33f', palette.sky[1], 0.2)));
}

function lancet(stage: Stage, x: number, y: number, w: number, h: number): void {
  const { canvas, palette } = stage;
  canvas.add(
    path(
      `M${n(x - w / 2)} ${n(y + h)}V${n(y + w * 0.5)}Q${n(x - w / 2)} ${n(y)} ${n(x)} ${n(y - w * 0.3)}Q${n(x + w / 2)} ${n(y)} ${n(x + w / 2)} ${n(y + w * 0.5)}V${n(y + h)}Z`,
      palette.tone('#4b443e'),
    ),
  );
  for (let i = 0; i < 4; i++)
    canvas.add(
      rect(
        x - w * 0.36,
        y + w * 0.36 + (i * (h - w * 0.4)) / 4,
        w * 0.33,
        h / 4 - 9,
        mix(GLASS[i]!, palette.sky[1], 0.2),
        3,
      ),
      rect(
        x + w * 0.04,
        y + w * 0.36 + (i * (h - w * 0.4)) / 4,
        w * 0.33,
        h / 4 - 9,
        mix(GLASS[(i + 2) % 5]!, palette.sky[1], 0.2),
        3,
      ),
    );
}
