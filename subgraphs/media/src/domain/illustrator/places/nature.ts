import { chapel, cottage } from '../buildings.ts';
import { circle, ellipse, n, path, polygon, rect } from '../canvas.ts';
import { lighten, mix } from '../colour.ts';
import { paintSky } from '../sky.ts';
import type { PlacePainter, Stage } from '../stage.ts';
import { flowers, ground, groundBands, hills, ridge, road, stones, tufts } from '../terrain.ts';
import { bush, tree, treeLine } from '../trees.ts';

const FLOWERS = ['#e2574c', '#f2b33d', '#b86fc6', '#f3e9dc', '#e88ba6', '#6f8fd8'];

export function grass(stage: Stage): string {
  const { season } = stage.brief;
  if (stage.brief.weather === 'SNOW' || season === 'WINTER') return '#dfe7ea';
  return season === 'AUTUMN' ? '#a8935a' : season === 'SPRING' ? '#93b562' : '#7c9f57';
}

export const forest: PlacePainter = {
  horizon: 0.6,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, width, horizon, height, random } = stage;
    paintSky(stage);
    canvas.add(
      canvas.glow(
        width * 0.5,
        horizon * 0.8,
        width * 0.5,
        horizon * 0.7,
        palette.light,
        palette.dark ? 0.16 : 0.5,
      ),
    );
    for (let row = 0; row < 3; row++) {
      treeLine(
        stage,
        ['PINE', 'PINE', 'ROUND'],
        horizon + row * 10,
        330 + row * 70,
        0.86 - row * 0.2,
        15 - row * 3,
        `row${row}`,
      );
    }
    ground(stage, stage.brief.season === 'AUTUMN' ? '#8d6b3f' : '#5f7d4a', 0.7);
    road(stage, '#a08a62', random.between(0.35, 0.65), random.between(0.4, 0.6), 0.2);
    trunks(stage, 5, 0.3, horizon + (height - horizon) * 0.12, 0.055);
    tufts(stage, '#5d8248', horizon + 20, height, 26);
  },
  front: (stage) => {
    trunks(stage, 2, 0, stage.height * 1.02, 0.12);
    leafFrame(stage);
  },
};

/** Tall trunks that leave the picture at the top; the nearest stand at its sides. */
function trunks(stage: Stage, count: number, depth: number, base: number, breadth: number): void {
  const { canvas, palette, width, lightSide } = stage;
  const random = stage.random.fork(`trunks${count}`);
  for (let i = 0; i < count; i++) {
    const near = depth === 0;
    const x = near
      ? (i === 0 ? random.between(-0.02, 0.03) : random.between(0.97, 1.02)) * width
      : ((i + random.between(0.15, 0.85)) / count) * width;
    if (!near && Math.abs(x / width - 0.5) < 0.12) continue;
    const w = breadth * width * random.between(0.5, 1) * 0.5;
    const bark = mix(palette.tone('#594536', depth), palette.shade, near ? 0.55 : 0.15);
    const y = base + random.between(-8, 14);
    canvas.add(
      path(
        `M${n(x - w * 1.7)} ${n(y)}Q${n(x - w * 0.8)} ${n(y - 60)} ${n(x - w * 0.75)} ${n(y - 240)}L${n(x - w * 0.6)} -20H${n(x + w * 0.6)}L${n(x + w * 0.75)} ${n(y - 240)}Q${n(x + w * 0.8)} ${n(y - 60)} ${n(x + w * 1.7)} ${n(y)}Z`,
        bark,
      ),
    );
    canvas.add(
      path(
        `M${n(x + lightSide * w * 0.35)} ${n(y - 30)}Q${n(x + lightSide * w * 0.45)} ${n(y - 200)} ${n(x + lightSide * w * 0.4)} -20H${n(x + lightSide * w * 0.62)}Q${n(x + lightSide * w * 0.8)} ${n(y - 200)} ${n(x + lightSide * w * 0.9)} ${n(y - 30)}Z`,
        mix(bark, palette.light, 0.35),
        near ? 0.35 : 0.6,
      ),
    );
  }
}

/** Dark leaves in an upper corner: a frame that gives the picture depth. */
export function leafFrame(stage: Stage): void {
  const { canvas, palette, width } = stage;
  const random = stage.random.fork('leaf-frame');
  const left = random.chance(0.5);
  const colour = mix(palette.tone('#38513c'), palette.shade, 0.6);
  for (let i = 0; i < 26; i++) {
    const t = random.next();
    const x = (left ? t * 0.36 : 1 - t * 0.36) * width;
    const y = random.next() ** 1.6 * 150 * (1.15 - t);
    const r = random.between(26, 52);
    const turn = random.between(20, 160);
    canvas.add(
      `<path d="M${n(-r)} 0Q0 ${n(-r * 0.6)} ${n(r)} 0Q0 ${n(r * 0.6)} ${n(-r)} 0Z" fill="${i % 4 === 0 ? mix(colour, palette.light, 0.12) : colour}" transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})"/>`,
    );
  }
}

export const field: PlacePainter = {
  horizon: 0.52,
  indoors: false,
  back: (stage) => {
    const { horizon, height, random, width } = stage;
    paintSky(stage);
    hills(stage, ['#8aa08a', '#86a06a', '#93a860'], 0, 90);
    ground(stage, grass(stage), 0.8);
    furrows(stage);
    tree(stage, 'ROUND', width * random.between(0.08, 0.3), horizon + 34, 190, 0.35, random);
    treeLine(stage, ['POPLAR', 'ROUND'], horizon + 4, 70, 0.7, 9, 'hedge');
    tufts(stage, '#98a256', horizon + 50, height, 60);
    if (stage.brief.season !== 'WINTER') flowers(stage, FLOWERS, horizon + 60, height, 34);
  },
};

function furrows(stage: Stage): void {
  const { canvas, palette, width, height, horizon } = stage;
  const vanish = width * stage.random.fork('furrows').between(0.3, 0.7);
  for (let i = -9; i <= 9; i++) {
    const x = vanish + i * width * 0.17;
    canvas.add(
      path(
        `M${n(vanish + i * 16)} ${n(horizon + 14)}L${n(x - 26)} ${n(height)}h52Z`,
        palette.tone(i % 2 ? '#b9a85a' : '#8ca455', 0.1),
        0.35,
      ),
    );
  }
}

export const garden: PlacePainter = {
  horizon: 0.5,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, width, height, horizon, random } = stage;
    paintSky(stage);
    treeLine(stage, ['ROUND', 'POPLAR', 'ROUND'], horizon + 6, 260, 0.6, 8, 'garden-back');
    hedge(stage, horizon + 26, 74, 0.4);
    ground({ ...stage, horizon: horizon + 24 }, grass(stage), 0.15);
    road({ ...stage, horizon: horizon + 24 }, '#d9c49a', random.between(0.35, 0.65), 0.5, 0.3);
    arch(stage, width * 0.5, horizon + 40, 190);
    for (const side of [0.06, 0.2, 0.8, 0.94])
      roseBush(stage, width * side, horizon + (height - horizon) * (0.3 + Math.abs(side - 0.5) * 0.5), 70);
    flowers(stage, FLOWERS, horizon + 70, height, 46);
    tufts(stage, '#78a04f', horizon + 60, height, 30);
    canvas.add(canvas.glow(width * 0.5, horizon, width * 0.3, 140, palette.light, 0.22));
  },
  front: leafFrame,
};

function hedge(stage: Stage, base: number, high: number, depth: number): void {
  const { canvas, palette, width } = stage;
  const random = stage.random.fork('hedge');
  let d = `M-10 ${n(base)}V${n(base - high)}`;
  for (let x = 0; x <= width + 40; x += 38)
    d += `q19 ${n(-14 - random.next() * 10)} 38 ${n(random.between(-3, 3))}`;
  canvas.add(path(`${d}V${n(base + 20)}H-10Z`, palette.tone('#4f7a46', depth)));
}

function arch(stage: Stage, x: number, base: number, size: number): void {
  const { canvas, palette } = stage;
  const random = stage.random.fork('arch');
  const wood = palette.tone('#efe6d2', 0.25);
  canvas.add(
    path(
      `M${n(x - size * 0.42)} ${n(base)}v${n(-size * 0.7)}a${n(size * 0.42)} ${n(size * 0.36)} 0 0 1 ${n(size * 0.84)} 0v${n(size * 0.7)}h${n(-size * 0.07)}v${n(-size * 0.68)}a${n(size * 0.35)} ${n(size * 0.3)} 0 0 0 ${n(-size * 0.7)} 0v${n(size * 0.68)}z`,
      wood,
    ),
  );
  for (let i = 0; i < 44; i++) {
    const t = random.next() * Math.PI;
    const up = random.chance(0.5);
    const px = up ? x - Math.cos(t) * size * 0.4 : x + (random.chance(0.5) ? -1 : 1) * size * 0.39;
    const py = up ? base - size * 0.7 - Math.sin(t) * size * 0.33 : base - random.next() * size * 0.7;
    canvas.add(
      circle(px, py, random.between(5, 11), palette.tone(i % 3 ? '#5c8d4c' : random.pick(FLOWERS), 0.2)),
    );
  }
}

function roseBush(stage: Stage, x: number, y: number, size: number): void {
  const random = stage.random.fork(`rose${Math.round(x)}`);
  const scale = 0.6 + (y - stage.horizon) / (stage.height - stage.horizon);
  bush(stage, x, y, size * 1.5 * scale, 0.1, random);
  const colour = stage.palette.tone(random.pick(FLOWERS), 0.05);
  for (let i = 0; i < 12; i++) {
    stage.canvas.add(
      circle(
        x + random.between(-1, 1) * size * scale,
        y - random.between(0.1, 0.75) * size * scale,
        6.5 * scale,
        colour,
      ),
    );
  }
}

export const park: PlacePainter = {
  horizon: 0.5,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, random, width } = stage;
    paintSky(stage);
    treeLine(stage, ['ROUND', 'ROUND', 'POPLAR'], horizon + 4, 200, 0.72, 11, 'park-far');
    ground(stage, grass(stage), 0.5);
    groundBands(stage, grass(stage));
    road(stage, '#d6c7a1', random.between(0.2, 0.8), random.between(0.4, 0.6), 0.26);
    const side = random.chance(0.5) ? 0.1 : 0.9;
    tree(stage, 'ROUND', width * side, horizon + (height - horizon) * 0.36, 470, 0.12, random);
    bench(stage, width * (side < 0.5 ? 0.26 : 0.74), horizon + (height - horizon) * 0.3, 120);
    lamp(stage, width * (1 - side), horizon + (height - horizon) * 0.3, 260);
    tufts(stage, '#7ba04f', horizon + 60, height, 26);
    canvas.add(canvas.glow(width / 2, horizon, width * 0.4, 90, palette.light, 0.2));
  },
};

function bench(stage: Stage, x: number, y: number, size: number): void {
  const wood = stage.palette.tone('#8a5a3a', 0.1);
  const iron = stage.palette.tone('#37404a', 0.1);
  stage.canvas.add(ellipse(x, y + 3, size * 0.56, 7, stage.palette.shade, 0.25));
  for (const dx of [-0.42, 0.42])
    stage.canvas.add(rect(x + dx * size - 4, y - size * 0.5, 7, size * 0.5, iron));
  for (const dy of [0.5, 0.4, 0.22])
    stage.canvas.add(rect(x - size / 2, y - size * dy, size, size * 0.07, wood, 2));
}

export function lamp(stage: Stage, x: number, y: number, size: number): void {
  const { canvas, palette } = stage;
  const iron = palette.tone('#2f3740', 0.05);
  if (palette.part !== 'DAY')
    canvas.add(canvas.glow(x, y - size * 0.9, size * 0.8, size * 0.8, '#ffcf7a', 0.55));
  canvas.add(
    rect(x - 4, y - size * 0.84, 8, size * 0.84, iron),
    rect(x - 11, y - 14, 22, 14, iron, 3),
    rect(x - 16, y - size * 0.8, 32, 5, iron),
  );
  canvas.add(
    polygon(
      [
        [x - 15, y - size * 0.84],
        [x + 15, y - size * 0.84],
        [x + 21, y - size * 0.98],
        [x - 21, y - size * 0.98],
      ],
      palette.part === 'DAY' ? palette.tone('#e9e2c8') : '#ffdf9a',
    ),
    polygon(
      [
        [x - 23, y - size * 0.98],
        [x + 23, y - size * 0.98],
        [x, y - size * 1.07],
      ],
      iron,
    ),
  );
}

export const countryRoad: PlacePainter = {
  horizon: 0.5,
  indoors: false,
  back: (stage) => {
    const { horizon, height, random } = stage;
    paintSky(stage);
    hills(stage, ['#8e9c96', '#8ba077', '#8fa468'], 0.1, 110);
    ground(stage, grass(stage), 0.6);
    const target = random.between(0.35, 0.65);
    road(stage, '#c9b083', random.between(0.3, 0.7), target, 0.4);
    for (let i = 0; i < 6; i++) {
      const t = (i + 1) / 6;
      for (const side of [-1, 1]) {
        const x = stage.width * (target + side * (0.03 + 0.44 * t * t));
        tree(
          stage,
          'POPLAR',
          x,
          horizon + (height - horizon) * t * t * 0.5 + 6,
          70 + 340 * t * t,
          0.72 - t * 0.6,
          random,
        );
      }
    }
    tufts(stage, '#8a9d52', horizon + 40, height, 40);
  },
};

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

export const graveyard: PlacePainter = {
  horizon: 0.52,
  indoors: false,
  back: (stage) => {
    const { horizon, height, random, width } = stage;
    paintSky(stage);
    hills(stage, ['#7c8a80', '#72816c'], 0, 60);
    chapel(stage, width * random.between(0.55, 0.75), horizon + 22, 210, 0.5);
    ground(stage, '#6f7f58', 0.8);
    tree(stage, 'BARE', width * random.between(0.06, 0.2), horizon + 70, 480, 0.1, random);
    const stonesAt = stage.random.fork('graves');
    for (let i = 0; i < 17; i++) {
      const t = (i + 0.5) / 17;
      grave(
        stage,
        stonesAt.between(0.02, 0.98) * width,
        horizon + 26 + (height - horizon) * t * t * 0.62,
        40 + 90 * t * t,
        0.5 * (1 - t),
        stonesAt.int(0, 2),
      );
    }
    tufts(stage, '#66794c', horizon + 40, height, 40);
  },
};

function grave(stage: Stage, x: number, y: number, size: number, depth: number, shape: number): void {
  const { canvas, palette, lightSide } = stage;
  const stone = palette.tone('#9a9c98', depth);
  const w = size * 0.34;
  canvas.add(ellipse(x, y, w * 1.5, size * 0.07, palette.shade, 0.3));
  if (shape === 0) {
    canvas.add(
      rect(x - w * 0.18, y - size, w * 0.36, size, stone),
      rect(x - w * 0.7, y - size * 0.78, w * 1.4, w * 0.34, stone),
    );
    return;
  }
  const d =
    shape === 1
      ? `M${n(x - w)} ${n(y)}v${n(-size * 0.6)}a${n(w)} ${n(w)} 0 0 1 ${n(w * 2)} 0v${n(size * 0.6)}z`
      : `M${n(x - w)} ${n(y)}v${n(-size * 0.75)}l${n(w)} ${n(-size * 0.2)}l${n(w)} ${n(size * 0.2)}v${n(size * 0.75)}z`;
  canvas.add(
    path(d, stone),
    rect(lightSide > 0 ? x - w : x + w * 0.6, y - size * 0.6, w * 0.4, size * 0.6, palette.shade, 0, 0.2),
  );
}

export const farm: PlacePainter = {
  horizon: 0.52,
  indoors: false,
  back: (stage) => {
    const { canvas, palette, horizon, height, random, width } = stage;
    paintSky(stage);
    hills(stage, ['#8fa28a', '#90a866'], 0, 80);
    ground(stage, grass(stage), 0.5);
    furrows(stage);
    const x = width * random.between(0.08, 0.2);
    barn(stage, x, horizon + 76, 300);
    cottage(stage, width * random.between(0.6, 0.72), horizon + 60, 210, 0.3, random);
    fence(stage, horizon + (height - horizon) * 0.4);
    for (let i = 0; i < 3; i++) haystack(stage, width * (0.45 + i * 0.08), horizon + 70 + i * 14, 46 + i * 8);
    tufts(stage, '#93a352', horizon + 90, height, 34);
    canvas.add(canvas.glow(width / 2, horizon, width * 0.4, 80, palette.light, 0.16));
  },
};

function barn(stage: Stage, x: number, base: number, size: number): void {
  const { canvas, palette } = stage;
  const red = palette.tone('#a3483a', 0.25);
  canvas.add(
    polygon(
      [
        [x, base],
        [x, base - size * 0.5],
        [x + size * 0.12, base - size * 0.78],
        [x + size * 0.4, base - size * 0.95],
        [x + size * 0.68, base - size * 0.78],
        [x + size * 0.8, base - size * 0.5],
        [x + size * 0.8, base],
      ],
      red,
    ),
  );
  canvas.add(
    path(
      `M${n(x - 10)} ${n(base - size * 0.48)}L${n(x + size * 0.12)} ${n(base - size * 0.8)}L${n(x + size * 0.4)} ${n(base - size * 0.98)}L${n(x + size * 0.68)} ${n(base - size * 0.8)}L${n(x + size * 0.8 + 10)} ${n(base - size * 0.48)}l-8 -4L${n(x + size * 0.66)} ${n(base - size * 0.74)}L${n(x + size * 0.4)} ${n(base - size * 0.9)}L${n(x + size * 0.14)} ${n(base - size * 0.74)}L${n(x - 2)} ${n(base - size * 0.46)}Z`,
      palette.tone('#5c4a4a', 0.25),
    ),
  );
  const trim = palette.tone('#efe6d6', 0.25);
  canvas.add(
    rect(x + size * 0.24, base - size * 0.42, size * 0.32, size * 0.42, trim),
    rect(x + size * 0.255, base - size * 0.405, size * 0.29, size * 0.405, palette.tone('#7d332b', 0.25)),
    rect(x + size * 0.34, base - size * 0.72, size * 0.12, size * 0.14, trim),
    rect(x + size * 0.355, base - size * 0.705, size * 0.09, size * 0.11, palette.tone('#40302c', 0.25)),
  );
}

export function fence(stage: Stage, y: number): void {
  const { canvas, palette, width } = stage;
  const wood = palette.tone('#9a7a55', 0.1);
  for (const dy of [-50, -26]) canvas.add(rect(0, y + dy, width, 8, wood));
  for (let x = 20; x < width; x += 118)
    canvas.add(rect(x, y - 70, 13, 76, mix(wood, palette.shade, 0.12), 3));
}

function haystack(stage: Stage, x: number, y: number, size: number): void {
  const { canvas, palette, lightSide } = stage;
  const straw = palette.tone('#d9b65c', 0.25);
  canvas.add(
    path(
      `M${n(x - size * 0.7)} ${n(y)}Q${n(x - size * 0.7)} ${n(y - size * 1.2)} ${n(x)} ${n(y - size * 1.3)}Q${n(x + size * 0.7)} ${n(y - size * 1.2)} ${n(x + size * 0.7)} ${n(y)}Z`,
      straw,
    ),
    path(
      `M${n(x)} ${n(y - size * 1.3)}Q${n(x + lightSide * size * 0.7)} ${n(y - size * 1.2)} ${n(x + lightSide * size * 0.7)} ${n(y)}h${n(-lightSide * size * 0.4)}Q${n(x + lightSide * size * 0.4)} ${n(y - size)} ${n(x)} ${n(y - size * 1.3)}Z`,
      mix(straw, palette.light, 0.3),
    ),
  );
}

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
