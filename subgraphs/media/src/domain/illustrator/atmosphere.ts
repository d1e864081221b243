import { circle, ellipse, line, n, path, rect } from './canvas.ts';
import { mix } from './colour.ts';
import type { PlacePainter, Stage } from './stage.ts';

/** Weather in front of everything, then the light's own veil: rays, fog, grain, and a calm lower edge for captions. */
export function paintAtmosphere(stage: Stage, painter: PlacePainter): void {
  if (!painter.indoors && painter.ground !== 'DEEP') weather(stage);
  if (
    stage.brief.emotion.label === 'JOY' ||
    stage.brief.emotion.label === 'TENDERNESS' ||
    stage.brief.emotion.label === 'SURPRISE'
  )
    motes(stage);
  grain(stage);
  vignette(stage);
}

function weather(stage: Stage): void {
  const { canvas, palette, width, height, horizon, brief } = stage;
  const random = stage.random.fork('weather');
  if (brief.weather === 'RAIN' || brief.weather === 'STORM') {
    const slant = stage.lightSide * (brief.weather === 'STORM' ? 70 : 26);
    const drops = Array.from({ length: brief.weather === 'STORM' ? 240 : 150 }, () => {
      const [x, y, l] = [
        random.between(-0.05, 1.05) * width,
        random.between(-0.05, 1) * height,
        random.between(0.3, 1),
      ];
      return `M${n(x)} ${n(y)}l${n(slant * l * 0.6)} ${n(70 * l)}`;
    });
    canvas.add(line(drops.join(''), mix(palette.light, palette.sky[1], 0.4), 1.8, 0.38));
  }
  if (brief.weather === 'SNOW') {
    for (let i = 0; i < 190; i++) {
      const near = random.next() ** 3;
      canvas.add(
        circle(
          random.between(0, width),
          random.between(0, height),
          1.6 + near * 8,
          '#ffffff',
          0.85 - near * 0.4,
        ),
      );
    }
  }
  if (brief.weather === 'FOG') {
    for (let i = 0; i < 5; i++) {
      const paint = canvas.linear([
        { at: 0, colour: palette.haze, opacity: 0 },
        { at: 0.5, colour: palette.haze, opacity: 0.62 },
        { at: 1, colour: palette.haze, opacity: 0 },
      ]);
      canvas.add(ellipse(random.between(0, 1) * width, horizon + (i - 2) * 64, width * 0.75, 76, paint));
    }
  }
  if (brief.weather === 'WIND') {
    for (let i = 0; i < 26; i++) {
      const [x, y, s] = [random.between(0, width), random.between(0.1, 0.85) * height, random.between(5, 13)];
      canvas.add(
        path(
          `M${n(x)} ${n(y)}q${n(s)} ${n(-s)} ${n(s * 2)} 0q${n(-s)} ${n(s)} ${n(-s * 2)} 0z`,
          palette.tone(random.pick(['#b8642f', '#c99a3a', '#7d9a4a'])),
          0.85,
        ),
      );
    }
    for (let i = 0; i < 6; i++)
      canvas.add(
        line(
          `M${n(random.between(-0.1, 0.8) * width)} ${n(random.between(0.1, 0.7) * height)}q120 -30 240 0t200 -14`,
          palette.light,
          2,
          0.25,
        ),
      );
  }
}

/** Dust in the light, or fireflies in the dark. */
function motes(stage: Stage): void {
  const { canvas, palette, width, height } = stage;
  const random = stage.random.fork('motes');
  const colour = palette.dark ? '#ffe58a' : mix(palette.light, '#fff3c0', 0.5);
  for (let i = 0; i < 34; i++) {
    const [x, y, r] = [
      random.between(0, width),
      random.between(0.12, 0.85) * height,
      random.between(1.4, 4.4),
    ];
    if (palette.dark) canvas.add(circle(x, y, r * 3, colour, 0.14));
    canvas.add(circle(x, y, r, colour, random.between(0.3, 0.75)));
  }
}

/** A little printed texture: sparse flecks cost nothing, where noise filters cost a fifth of a second. */
function grain(stage: Stage): void {
  const { canvas, palette, width, height } = stage;
  const random = stage.random.fork('grain');
  const flecks = (count: number): string => {
    let d = '';
    for (let i = 0; i < count; i++)
      d += `M${Math.round(random.next() * width)} ${Math.round(random.next() * height)}h${n(random.between(0.8, 2.6))}v${n(random.between(0.8, 1.8))}h-2z`;
    return d;
  };
  canvas.add(path(flecks(420), '#ffffff', 0.1), path(flecks(420), palette.shade, 0.12));
}

function vignette(stage: Stage): void {
  const { canvas, palette, width, height, brief } = stage;
  const depth =
    brief.emotion.label === 'FEAR' || brief.emotion.label === 'ANGER'
      ? 0.62
      : brief.emotion.label === 'SADNESS'
        ? 0.46
        : 0.32;
  const edge = canvas.radial([
    { at: 0.55, colour: palette.shade, opacity: 0 },
    { at: 1, colour: palette.shade, opacity: depth },
  ]);
  canvas.add(
    `<ellipse cx="${n(width / 2)}" cy="${n(height * 0.48)}" rx="${n(width * 0.76)}" ry="${n(height * 0.84)}" fill="${edge}"/>`,
  );
  canvas.add(
    rect(
      0,
      height * 0.76,
      width,
      height * 0.24,
      canvas.linear([
        { at: 0, colour: palette.shade, opacity: 0 },
        { at: 1, colour: palette.shade, opacity: 0.4 },
      ]),
    ),
  );
}
