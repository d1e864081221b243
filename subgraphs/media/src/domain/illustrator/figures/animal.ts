import type { CastMember } from '@visiobook/schema';
import { seededRandom } from '../../seeded-random.ts';
import { circle, ellipse, line, path, polygon } from '../canvas.ts';
import { darken, type Hex, lighten } from '../colour.ts';
import type { AnimalKind } from './animal-kinds.ts';
import { type BirdPlan, bird } from './bird.ts';
import { colourIn } from './looks.ts';
import type { Paint } from './person.ts';
import { type QuadrupedPlan, quadruped } from './quadruped.ts';

const FUR: Partial<Record<AnimalKind, readonly Hex[]>> = {
  RABBIT: ['#f1ece2', '#b89a7a', '#8d7a6a'],
  CAT: ['#4a4650', '#c98a4a', '#8f8a86', '#e6dccb'],
  DOG: ['#8a5f3c', '#d9c09a', '#4b403c'],
  WOLF: ['#6d7078', '#4f525c'],
  FOX: ['#c8682f'],
  MOUSE: ['#9a8f88', '#b59a80'],
  HORSE: ['#74492d', '#3f322e', '#c9b294', '#8f8781'],
  COW: ['#f0e8da', '#8a5436'],
  PIG: ['#e7a79a'],
  SHEEP: ['#f2ecdf'],
  BEAR: ['#5b4030', '#3b3230'],
  LION: ['#d3a052'],
  DEER: ['#a9713f'],
  ELEPHANT: ['#8d9097'],
  MONKEY: ['#6d4a34'],
  OWL: ['#8a6c4c'],
  CROW: ['#2b2b36'],
  DUCK: ['#e9e2cf', '#7d8f5a'],
  EAGLE: ['#5f4430'],
  HEN: ['#b8603a', '#e8dcc4'],
  SWAN: ['#f6f2ea', '#e98fa0'],
  BIRD: ['#3f7ab0', '#c9553f', '#d8a93f', '#5a9a6a'],
  TURTLE: ['#6d8a4a'],
  LIZARD: ['#6a9450', '#4f7a5c'],
  SNAKE: ['#5f8a46', '#8a6a3a'],
  FROG: ['#6aa04a'],
  FISH: ['#e0894a', '#5a9ab8'],
  WHALE: ['#4d6682'],
  CRAB: ['#c8503c'],
  CATERPILLAR: ['#5a9a8a', '#6f9a4a', '#4f7fb0'],
  BUTTERFLY: ['#e08a3c', '#5a7fd0'],
  DRAGON: ['#7a4a5c', '#4f7a52', '#8a3f36'],
  GHOST: ['#e6eef4'],
  SHADOW: ['#2a2433'],
};

const QUADRUPEDS: Partial<Record<AnimalKind, QuadrupedPlan>> = {
  CAT: { length: 62, leg: 26, chest: 24, neck: 10, head: 17, snout: 5, ears: 'POINTED', tail: 'UP' },
  DOG: { length: 62, leg: 34, chest: 26, neck: 14, head: 16, snout: 13, ears: 'FLOPPY', tail: 'UP' },
  WOLF: { length: 72, leg: 38, chest: 28, neck: 16, head: 16, snout: 16, ears: 'POINTED', tail: 'BUSHY' },
  FOX: { length: 62, leg: 28, chest: 21, neck: 12, head: 15, snout: 14, ears: 'POINTED', tail: 'BUSHY' },
  HORSE: {
    length: 66,
    leg: 46,
    chest: 30,
    neck: 34,
    head: 11,
    snout: 19,
    ears: 'POINTED',
    tail: 'HAIR',
    mane: true,
  },
  COW: {
    length: 70,
    leg: 34,
    chest: 32,
    neck: 12,
    head: 15,
    snout: 12,
    ears: 'SIDE',
    tail: 'THIN',
    horns: true,
  },
  PIG: { length: 66, leg: 20, chest: 38, neck: 5, head: 20, snout: 10, ears: 'FLOPPY', tail: 'CURL' },
  SHEEP: {
    length: 58,
    leg: 26,
    chest: 38,
    neck: 6,
    head: 14,
    snout: 9,
    ears: 'SIDE',
    tail: 'NONE',
    wool: true,
  },
  BEAR: { length: 70, leg: 32, chest: 42, neck: 8, head: 20, snout: 11, ears: 'ROUND', tail: 'NONE' },
  LION: {
    length: 68,
    leg: 34,
    chest: 29,
    neck: 12,
    head: 18,
    snout: 10,
    ears: 'ROUND',
    tail: 'THIN',
    ruff: true,
  },
  DEER: {
    length: 52,
    leg: 44,
    chest: 21,
    neck: 27,
    head: 11,
    snout: 13,
    ears: 'SIDE',
    tail: 'NONE',
    antlers: true,
  },
  ELEPHANT: {
    length: 74,
    leg: 36,
    chest: 48,
    neck: 4,
    head: 26,
    snout: 6,
    ears: 'BIG',
    tail: 'THIN',
    trunk: true,
  },
  MONKEY: { length: 44, leg: 28, chest: 25, neck: 8, head: 19, snout: 6, ears: 'SIDE', tail: 'UP' },
};

const BIRDS: Partial<Record<AnimalKind, BirdPlan>> = {
  BIRD: { body: 30, neck: 6, leg: 12, beak: 9, tail: 26 },
  OWL: { body: 38, neck: 0, leg: 8, beak: 5, tail: 14, owl: true },
  CROW: { body: 31, neck: 6, leg: 15, beak: 14, tail: 28 },
  DUCK: { body: 34, neck: 13, leg: 12, beak: 15, tail: 14 },
  EAGLE: { body: 34, neck: 9, leg: 14, beak: 13, tail: 26 },
  HEN: { body: 34, neck: 11, leg: 17, beak: 8, tail: 24, comb: true },
  SWAN: { body: 30, neck: 42, leg: 26, beak: 11, tail: 12 },
};

/** An animal or creature of height 100 on the origin, facing right; it keeps its colour through the whole book. */
export function drawAnimal(member: CastMember, kind: AnimalKind, paint: Paint): string {
  const random = seededRandom(`fur/${member.characterId}`);
  const named = colourIn(`${member.name} ${member.looks.join(' ')}`);
  const fur = named ?? random.pick(FUR[kind] ?? ['#8a6f58']);
  const four = QUADRUPEDS[kind];
  if (four) return quadruped(four, fur, paint);
  const wings = BIRDS[kind];
  if (wings) return bird(wings, fur, paint);
  const plain = OTHERS[kind];
  return plain ? plain(fur, paint, random.chance(0.5)) : quadruped(QUADRUPEDS.DOG!, fur, paint);
}

type Drawer = (fur: Hex, paint: Paint, dressed: boolean) => string;

const INK = '#241c20';

const eye = (x: number, y: number, r: number, paint: Paint): string =>
  circle(x, y, r, paint('#fbf7ee')) + circle(x + r * 0.25, y, r * 0.6, paint(INK));

const OTHERS: Partial<Record<AnimalKind, Drawer>> = {
  RABBIT: (fur, paint) => {
    const c = paint(fur);
    const dark = paint(darken(fur, 0.16));
    const pink = paint('#e9a9a6');
    return [
      circle(-17, -14, 7, paint(lighten(fur, 0.3))),
      path('M-9 -58C-19 -76 -19 -98 -12 -100C-5 -100 -3 -78 -2 -60Z', dark),
      path('M3 -60C1 -80 6 -101 13 -99C19 -96 14 -74 8 -58Z', c),
      path('M5 -62C4 -80 8 -94 12 -93C14 -90 11 -74 7 -60Z', pink),
      ellipse(-2, -22, 17, 22, c),
      path('M-15 -36Q-2 -46 12 -35Q17 -20 12 -10Q-2 -4 -16 -10Q-20 -24 -15 -36Z', paint('#8c3b3f')),
      path('M-2 -38L6 -8L12 -12Q17 -22 12 -36Z', paint('#a84f50')),
      polygon(
        [
          [-2, -38],
          [7, -38],
          [3, -28],
        ],
        paint('#f6efe0'),
      ),
      circle(3, -20, 1.5, paint('#e7c566')),
      circle(4, -13, 1.5, paint('#e7c566')),
      ellipse(3, -52, 14, 12.5, c),
      ellipse(9, -47, 7.5, 5.6, paint(lighten(fur, 0.35))),
      eye(7, -55, 2.6, paint),
      circle(15, -50, 1.7, pink),
      line('M10 -47l11 -2M10 -46l11 2', paint(darken(fur, 0.35)), 0.5),
      line('M-11 -34Q-16 -24 -6 -20', paint('#7d3338'), 6),
      circle(-5, -19, 3.4, c),
      line('M10 -34Q19 -30 18 -22', paint('#a84f50'), 6),
      circle(18, -21, 3.4, c),
      line('M18 -21q2 6 -2 9', paint('#d8b052'), 0.9),
      circle(15, -10, 3.8, paint('#e7c566')),
      circle(15, -10, 2.7, paint('#fbf5e4')),
      ellipse(-7, -2.4, 10, 3.4, dark),
      ellipse(9, -2.4, 10, 3.4, c),
    ].join('');
  },
  MOUSE: (fur, paint) => {
    const c = paint(fur);
    return [
      line('M-22 -8Q-52 -2 -46 -36Q-44 -50 -56 -54', paint('#d99a92'), 3),
      path('M-28 0Q-36 -46 0 -52Q34 -46 32 0Z', c),
      circle(6, -82, 15, paint(darken(fur, 0.12))),
      circle(36, -82, 15, c),
      circle(36, -81, 9.5, paint('#e9b0a8')),
      path('M-2 -58Q-2 -84 24 -82Q48 -74 58 -52Q40 -38 18 -40Q0 -42 -2 -58Z', c),
      circle(58, -52, 3.8, paint('#c96a68')),
      eye(34, -60, 4.4, paint),
      line('M48 -50l20 -7M48 -48l21 2', paint(darken(fur, 0.3)), 0.9),
      ellipse(14, -24, 6, 8, paint(lighten(fur, 0.16))),
      ellipse(-10, -3, 15, 4, paint('#d99a92')),
      ellipse(18, -3, 15, 4, paint('#e2a8a0')),
    ].join('');
  },
  TURTLE: (fur, paint) => {
    const shell = paint('#7d5c3a');
    return [
      path('M44 -30Q56 -66 72 -76Q92 -78 92 -62Q88 -50 74 -52Q66 -34 60 -16Z', paint(fur)),
      eye(80, -67, 4, paint),
      line('M80 -56q6 2 11 -2', paint(INK), 1.4),
      path('M-62 -14q-16 2 -20 8q12 4 24 0z', paint(fur)),
      ...[
        [-38, 0.1],
        [34, 0],
      ].map(([x, d]) => path(`M${x! - 13} -16l-5 16h24l4 -16z`, paint(darken(fur, d!)))),
      path('M-66 -14Q-60 -78 0 -80Q58 -78 66 -14Q0 -2 -66 -14Z', shell),
      path(
        'M-20 -76L0 -52L24 -76ZM-58 -36L-28 -46L-40 -12L-62 -14ZM-24 -46L4 -48L12 -10H-30ZM34 -46L58 -36L62 -14L24 -12Z',
        paint('#9c7a4c'),
      ),
    ].join('');
  },
  CATERPILLAR: (fur, paint) => {
    const parts = [
      [-70, -15],
      [-50, -17],
      [-30, -20],
      [-12, -26],
      [4, -38],
      [14, -56],
    ] as const;
    return [
      ...parts.map(([x, y], i) => ellipse(x, y, 15, 15, paint(i % 2 ? fur : lighten(fur, 0.16)))),
      ...parts.slice(0, 4).map(([x]) => ellipse(x, -3, 4, 4, paint(darken(fur, 0.35)))),
      circle(20, -76, 18, paint(lighten(fur, 0.1))),
      line('M14 -92q-6 -10 -14 -8M26 -92q4 -12 13 -9', paint(darken(fur, 0.4)), 2.2),
      circle(0, -100, 2.6, paint(darken(fur, 0.4))),
      circle(39, -101, 2.6, paint(darken(fur, 0.4))),
      eye(26, -80, 4.6, paint),
      line('M22 -68q7 4 13 -1', paint(INK), 1.6),
      circle(16, -71, 3.6, paint('#e07a6a'), 0.4),
    ].join('');
  },
  LIZARD: (fur, paint) =>
    [
      path('M-10 -16Q-60 -22 -100 -2Q-66 -4 -40 -8Q-10 -6 20 -8Z', paint(darken(fur, 0.1))),
      ...[
        [-22, -1],
        [28, 1],
        [-34, -1],
        [18, 1],
      ].map(([x], i) => path(`M${x! - 6} -14l-6 14h15l4 -14z`, paint(darken(fur, i > 1 ? 0.25 : 0)))),
      path(
        'M-46 -14Q-30 -44 6 -42Q34 -46 48 -66Q66 -86 92 -68Q102 -58 92 -52Q74 -46 66 -44Q54 -14 26 -10Q-14 -2 -46 -14Z',
        paint(fur),
      ),
      path('M-30 -26Q0 -44 30 -40L26 -34Q0 -36 -26 -22Z', paint(lighten(fur, 0.25))),
      eye(76, -68, 5, paint),
      line('M72 -54q14 2 23 -6', paint(INK), 1.6),
    ].join(''),
  SNAKE: (fur, paint) =>
    [
      ellipse(-6, -12, 56, 12, paint(darken(fur, 0.2))),
      ellipse(0, -28, 46, 12, paint(fur)),
      ellipse(-4, -43, 34, 10, paint(darken(fur, 0.1))),
      line('M8 -46Q34 -60 18 -76Q10 -88 26 -92', paint(fur), 13),
      path('M18 -86Q16 -104 38 -102Q56 -98 54 -90Q48 -82 32 -82Z', paint(lighten(fur, 0.08))),
      eye(37, -95, 3.4, paint),
      line('M54 -91l12 2l5 -4M66 -89l5 4', paint('#c8453a'), 1.2),
    ].join(''),
  FROG: (fur, paint) =>
    [
      path('M-54 0Q-70 -44 -34 -46Q-8 -84 34 -74Q64 -66 58 -34Q72 -28 66 0Z', paint(fur)),
      circle(12, -80, 15, paint(fur)),
      circle(42, -78, 15, paint(fur)),
      eye(14, -83, 8, paint),
      eye(44, -81, 8, paint),
      line('M6 -50Q34 -36 58 -52', paint(INK), 2),
      ellipse(28, -22, 28, 17, paint(lighten(fur, 0.4))),
      ellipse(-34, -4, 30, 6, paint(darken(fur, 0.2))),
      ellipse(40, -4, 28, 6, paint(darken(fur, 0.15))),
    ].join(''),
  FISH: (fur, paint) =>
    path('M60 -50Q30 -88 -22 -58L-62 -82L-50 -48L-62 -16L-22 -42Q30 -12 60 -50Z', paint(fur)) +
    path('M-6 -66l12 -22q18 4 22 18z', paint(darken(fur, 0.2))) +
    path('M22 -70q-14 20 0 40q16 -4 26 -10q-4 -20 0 -24z', paint(lighten(fur, 0.2)), 0.6) +
    eye(42, -56, 5, paint),
  WHALE: (fur, paint) =>
    path(
      'M92 -34Q88 -86 14 -84Q-48 -80 -74 -38Q-92 -46 -104 -70Q-76 -76 -66 -58Q-60 -80 -84 -94Q-60 -96 -56 -66Q-20 -10 30 -8Q84 -8 92 -34Z',
      paint(fur),
    ) +
    path('M90 -30Q40 -34 -14 -18Q10 -8 30 -8Q82 -8 90 -30Z', paint(lighten(fur, 0.5))) +
    eye(66, -46, 4, paint) +
    path('M20 -26q-4 22 -24 26q4 -20 4 -28z', paint(darken(fur, 0.2))),
  CRAB: (fur, paint) =>
    ellipse(0, -32, 44, 26, paint(fur)) +
    [-1, 1]
      .map(
        (s) =>
          line(
            `M${s * 34} -26L${s * 60} -14L${s * 62} 0M${s * 30} -18L${s * 48} -6L${s * 48} 0M${s * 36} -38Q${s * 62} -46 ${s * 58} -66`,
            paint(darken(fur, 0.15)),
            6,
          ) +
          path(
            `M${s * 58} -62q${s * -18} -16 ${s * -4} -34q${s * 8} 10 ${s * 6} 16q${s * 10} -8 ${s * 10} -20q${s * 18} 18 ${s * -12} 38z`,
            paint(fur),
          ) +
          line(`M${s * 13} -54V-68`, paint(fur), 4) +
          eye(s * 13, -70, 5, paint),
      )
      .join(''),
  BUTTERFLY: (fur, paint) =>
    [-1, 1]
      .map(
        (s) =>
          path(
            `M0 -62Q${s * 54} -106 ${s * 62} -62Q${s * 58} -42 ${s * 4} -48Q${s * 50} -36 ${s * 38} -8Q${s * 20} 0 0 -42Z`,
            paint(s < 0 ? darken(fur, 0.1) : fur),
          ) +
          circle(s * 40, -66, 9, paint('#fbf3da')) +
          circle(s * 26, -24, 6, paint('#fbf3da')),
      )
      .join('') +
    ellipse(0, -50, 4.4, 24, paint(INK)) +
    line('M0 -72q-8 -14 -16 -14M0 -72q8 -14 16 -14', paint(INK), 1.6),
  DRAGON: (fur, paint) => {
    const c = paint(fur);
    return [
      path(
        'M-4 -50Q-44 -112 -86 -84Q-70 -78 -66 -62Q-50 -70 -44 -54Q-30 -62 -26 -42Z',
        paint(darken(fur, 0.25)),
      ),
      path(
        'M-30 -16Q-78 -6 -98 -34Q-108 -42 -100 -50Q-96 -44 -92 -46Q-72 -26 -30 -34Z',
        paint(darken(fur, 0.1)),
      ),
      ...[-18, 26].map((x) => path(`M${x - 10} -24q-8 14 -4 24h24q-2 -14 0 -26z`, paint(darken(fur, 0.12)))),
      path(
        'M-44 -26Q-38 -56 0 -54Q22 -52 26 -78Q30 -98 52 -98Q80 -92 84 -80Q84 -72 62 -72Q48 -70 46 -48Q44 -14 6 -12Q-34 -10 -44 -26Z',
        c,
      ),
      path('M30 -62Q36 -30 8 -16Q34 -14 42 -40Q46 -60 50 -70Q36 -74 30 -62Z', paint('#e2c48a')),
      path(
        'M0 -52Q-16 -118 -66 -116Q-44 -102 -46 -88Q-30 -92 -28 -76Q-14 -80 -8 -58Z',
        paint(lighten(fur, 0.12)),
      ),
      polygon(
        [
          [38, -97],
          [32, -112],
          [46, -99],
        ],
        paint('#efe0c0'),
      ),
      polygon(
        [
          [48, -98],
          [46, -114],
          [56, -98],
        ],
        paint('#efe0c0'),
      ),
      circle(60, -87, 4, paint('#f6d25a')),
      circle(61, -87, 2, paint(INK)),
      circle(81, -81, 1.6, paint(INK)),
    ].join('');
  },
  GHOST: (fur, paint) =>
    `<g opacity="0.78">${path('M-24 0Q-32 -60 -18 -84Q0 -108 20 -84Q34 -58 28 0Q20 -10 14 -2Q6 -12 0 -2Q-8 -12 -14 -2Q-20 -10 -24 0Z', paint(fur))}${path('M10 -96Q34 -66 28 0Q20 -10 14 -2Q20 -60 10 -96Z', '#ffffff', 0.4)}${ellipse(-3, -76, 3.4, 5.4, paint(INK))}${ellipse(11, -76, 3.4, 5.4, paint(INK))}${ellipse(4, -62, 4, 6, paint(INK))}${line('M-20 -52Q-38 -48 -40 -34M25 -52Q42 -50 46 -36', paint(fur), 8)}</g>`,
  SHADOW: (fur, paint) =>
    [
      path(
        'M-36 0Q-44 -46 -26 -70Q-28 -92 -14 -104L-10 -90Q2 -98 16 -90L24 -104Q34 -88 28 -68Q50 -44 42 0Q30 -10 22 0Q12 -12 2 0Q-10 -12 -18 0Q-26 -10 -36 0Z',
        paint(fur),
      ),
      path(
        'M-30 -56Q-58 -48 -56 -16Q-50 -22 -46 -18Q-44 -34 -28 -40ZM34 -56Q62 -50 60 -18Q54 -24 50 -20Q48 -36 32 -40Z',
        paint(darken(fur, 0.25)),
      ),
      ellipse(-6, -76, 5, 3.6, '#ffd85a'),
      ellipse(13, -76, 5, 3.6, '#ffd85a'),
      line('M-10 -60q13 8 26 0', '#ffd85a', 1.6, 0.7),
    ].join(''),
};
