import { circle, ellipse, line, path, polygon, rect } from '../canvas.ts';
import { type PropDrawing, thing } from './prop-drawing.ts';
import type { PropKind } from './prop-words.ts';

/** Things that a hand can hold; they are shown on a table or a stone. */
export const SMALL_PROPS = {
  KEY: thing(
    0.16,
    (p) =>
      `<circle cx="0" cy="-78" r="19" fill="none" stroke="${p('#e2b544')}" stroke-width="9"/>${rect(-5, -60, 10, 60, p('#e2b544'))}${rect(5, -12, 18, 9, p('#e2b544'))}${rect(5, -30, 13, 9, p('#e2b544'))}${circle(-8, -90, 4, '#fff6d0', 0.8)}`,
  ),
  BOTTLE: thing(
    0.22,
    (p) =>
      path('M-20 0V-50Q-20 -64 -8 -70V-90H8V-70Q20 -64 20 -50V0Z', p('#4f8a6a'), 0.92) +
      rect(-9, -100, 18, 12, p('#a8743f'), 2) +
      rect(-20, -42, 40, 24, p('#f3e8cc')) +
      rect(-15, -62, 5, 54, '#ffffff', 2, 0.4),
  ),
  CUP: thing(
    0.14,
    (p) =>
      path('M-42 -70H30Q30 -14 -6 -10Q-42 -14 -42 -70Z', p('#f3ebdc')) +
      `<path d="M28 -60q30 -4 26 18q-4 20 -32 20" fill="none" stroke="${p('#f3ebdc')}" stroke-width="8"/>` +
      ellipse(-6, -70, 36, 8, p('#9a5f3a')) +
      ellipse(-6, -5, 52, 7, p('#e6dac4')) +
      line('M-16 -84q-8 -12 2 -22M2 -84q-8 -12 2 -22', '#ffffff', 4, 0.5),
  ),
  TEAPOT: thing(
    0.2,
    (p) =>
      ellipse(0, -38, 44, 36, p('#c96f5a')) +
      path('M38 -46Q62 -50 64 -80L78 -78Q76 -30 40 -22Z', p('#c96f5a')) +
      `<path d="M-38 -62q-36 -6 -34 26q4 24 40 20" fill="none" stroke="${p('#b55f4b')}" stroke-width="9"/>` +
      ellipse(0, -70, 25, 8, p('#b55f4b')) +
      circle(0, -80, 7, p('#e9c36a')) +
      ellipse(-14, -50, 12, 9, '#ffffff', 0.3) +
      ellipse(0, -4, 26, 5, p('#b55f4b')),
  ),
  BOOK: thing(
    0.14,
    (p) =>
      path('M-80 -30Q-40 -54 0 -30V-4Q-40 -26 -80 -4Z', p('#f6eeda')) +
      path('M80 -30Q40 -54 0 -30V-4Q40 -26 80 -4Z', p('#ece0c6')) +
      path('M-86 -28L-80 -4Q-40 -24 0 0Q40 -24 80 -4L86 -28V2Q40 -14 0 8Q-40 -14 -86 2Z', p('#7d3338')) +
      line(
        'M-66 -28q30 -12 56 0M-66 -18q30 -12 56 0M12 -28q30 -12 56 0M12 -18q30 -12 56 0',
        p('#a89a80'),
        2.4,
      ),
  ),
  LETTER: thing(
    0.12,
    (p) =>
      rect(-62, -80, 124, 80, p('#f5ecd6'), 3) +
      line('M-62 -78L0 -34L62 -78', p('#c9b58f'), 4) +
      circle(0, -36, 13, p('#b5303a')),
  ),
  CANDLE: thing(
    0.2,
    (p) =>
      ellipse(0, -6, 36, 8, p('#c79a4c')) +
      rect(-10, -70, 20, 64, p('#f5ecd2'), 3) +
      path('M0 -104q15 20 0 34q-15 -14 0 -34z', '#ffd25e') +
      path('M0 -92q6 10 0 18q-6 -8 0 -18z', '#fff6cf') +
      `<path d="M30 -10q20 -2 16 -18" fill="none" stroke="${p('#c79a4c')}" stroke-width="5"/>`,
  ),
  HAT: thing(
    0.16,
    (p) =>
      ellipse(0, -12, 66, 14, p('#2f2a33')) +
      path('M-36 -14L-40 -96H40L36 -14Q0 -2 -36 -14Z', p('#38323d')) +
      path('M-37 -26H37L36 -44H-36Z', p('#a8433f')),
  ),
  GUN: thing(
    0.16,
    (p) =>
      path('M-76 -60H60V-42H-20Q-30 -40 -34 -20L-42 0H-72L-58 -38Q-76 -44 -76 -60Z', p('#6b4630')) +
      rect(-30, -68, 110, 16, p('#4b5058'), 3) +
      `<path d="M-20 -42q4 18 22 14q8 -4 8 -14" fill="none" stroke="${p('#4b5058')}" stroke-width="5"/>`,
  ),
  SKULL: thing(
    0.16,
    (p) =>
      path(
        'M-40 -50Q-42 -98 0 -98Q42 -98 40 -50Q40 -36 26 -30V-6Q0 2 -26 -6V-30Q-40 -36 -40 -50Z',
        p('#ece2cc'),
      ) +
      ellipse(-17, -54, 11, 13, p('#2a2224')) +
      ellipse(17, -54, 11, 13, p('#2a2224')) +
      polygon(
        [
          [0, -42],
          [-6, -30],
          [6, -30],
        ],
        p('#2a2224'),
      ) +
      line('M-12 -22V-6M0 -22V-4M12 -22V-6', p('#2a2224'), 3),
  ),
  BASKET: thing(
    0.24,
    (p) =>
      `<path d="M-46 -50Q0 -128 46 -50" fill="none" stroke="${p('#a87642')}" stroke-width="7"/>` +
      path('M-56 -54H56L42 0H-42Z', p('#c08a4e')) +
      line('M-52 -40H52M-48 -26H48M-45 -12H45', p('#93642f'), 3.4) +
      circle(-20, -58, 14, p('#c8453a')) +
      circle(10, -60, 14, p('#dba83f')) +
      circle(32, -57, 11, p('#9db04f')),
  ),
  BREAD: thing(
    0.12,
    (p) =>
      path('M-84 0Q-98 -64 -30 -68H36Q98 -62 84 0Z', p('#c98c4e')) +
      line('M-44 -56l14 34M-6 -60l14 34M32 -58l14 34', p('#e9c08a'), 7),
  ),
  CARDS: thing(0.16, (p) =>
    [
      [-22, -16, '#f7f0e0'],
      [0, 0, '#fbf6ea'],
      [22, 16, '#f7f0e0'],
    ]
      .map(
        ([x, a, c]) =>
          `<g transform="translate(${x} 0) rotate(${a})">${rect(-24, -92, 48, 72, p(String(c)), 5)}${path('M0 -74q14 -14 16 4q-2 14 -16 24q-14 -10 -16 -24q2 -18 16 -4z', p('#c8323c'))}</g>`,
      )
      .join(''),
  ),
  GLOVE: thing(
    0.12,
    (p) =>
      path(
        'M-24 0V-46Q-40 -64 -34 -74Q-24 -74 -18 -58L-16 -92Q-8 -100 -4 -92L0 -98Q8 -104 11 -94L16 -94Q24 -96 24 -84V-40L22 0Z',
        p('#f4efe4'),
      ) + rect(-26, -14, 50, 14, p('#d9cdb8'), 3),
  ),
  FAN: thing(
    0.18,
    (p) =>
      path('M0 0L-66 -62Q0 -122 66 -62Z', p('#d9788a')) +
      line('M0 0L-44 -76M0 0L-16 -88M0 0L16 -88M0 0L44 -76', p('#f6e2d6'), 3) +
      path('M-66 -62Q0 -122 66 -62L60 -56Q0 -108 -60 -56Z', p('#f3d9a0')),
  ),
  BAG: thing(
    0.24,
    (p) =>
      path('M-50 0Q-62 -50 -26 -64H26Q62 -50 50 0Z', p('#7a5a3c')) +
      `<path d="M-22 -64q0 -30 22 -30t22 30" fill="none" stroke="${p('#5a4030')}" stroke-width="7"/>` +
      rect(-40, -46, 80, 8, p('#5a4030')) +
      rect(-8, -52, 16, 18, p('#d8ae4a'), 3),
  ),
  ROPE: thing(0.16, (p) =>
    [0, 1, 2]
      .map(
        (i) =>
          `<ellipse cx="0" cy="${-20 - i * 22}" rx="${66 - i * 8}" ry="24" fill="none" stroke="${p(i % 2 ? '#b9935a' : '#a57f48')}" stroke-width="15"/>`,
      )
      .join(''),
  ),
  MAP: thing(
    0.16,
    (p) =>
      path('M-86 -60L-30 -74L28 -60L86 -74V-8L28 6L-30 -8L-86 6Z', p('#eadcb4')) +
      path('M-30 -74L28 -60V6L-30 -8Z', p('#dccb9c')) +
      line('M-66 -26q20 -20 36 -6t36 -10t34 -14', p('#b5303a'), 4) +
      line('M48 -52l12 12m0 -12l-12 12', p('#b5303a'), 5),
  ),
  COINS: thing(0.14, (p) =>
    [
      [-34, 0],
      [-30, -14],
      [-36, -28],
      [12, 0],
      [16, -14],
      [44, 0],
      [10, -28],
      [14, -42],
      [-2, 4],
    ]
      .map(
        ([x, y]) => ellipse(x!, y! - 10, 28, 10, p('#b98a2c')) + ellipse(x!, y! - 14, 28, 10, p('#efc455')),
      )
      .join(''),
  ),
  PIPE: thing(
    0.12,
    (p) =>
      path('M-80 -58L20 -40V-60H66V-14Q66 4 44 4Q22 4 20 -22L-82 -48Z', p('#6b3f28')) +
      ellipse(43, -60, 23, 7, p('#2a1f1c')) +
      line('M44 -70q-16 -18 2 -34t-4 -34', '#ffffff', 6, 0.4),
  ),
  CROWN: thing(
    0.14,
    (p) =>
      path('M-62 -6L-74 -78L-34 -44L0 -96L34 -44L74 -78L62 -6Z', p('#e6bb45')) +
      rect(-62, -14, 124, 16, p('#c9972f'), 3) +
      [-74, 0, 74].map((x, i) => circle(x, i === 1 ? -98 : -80, 9, p('#c8323c'))).join(''),
  ),
  BELL: thing(
    0.2,
    (p) =>
      path('M-46 -14Q-34 -30 -32 -58Q-28 -92 0 -92Q28 -92 32 -58Q34 -30 46 -14Z', p('#d0a03c')) +
      rect(-52, -16, 104, 9, p('#b5852c'), 4) +
      circle(0, -3, 9, p('#8a6422')) +
      `<circle cx="0" cy="-96" r="7" fill="none" stroke="${p('#b5852c')}" stroke-width="4"/>`,
  ),
  APPLE: thing(
    0.1,
    (p) =>
      path('M0 -70Q-50 -92 -52 -42Q-46 0 -14 0Q0 -6 14 0Q46 0 52 -42Q50 -92 0 -70Z', p('#c8323c')) +
      line('M0 -70q2 -20 12 -26', p('#5a3a2a'), 5) +
      path('M6 -80q22 -16 32 -4q-14 16 -32 4z', p('#6a9a4a')) +
      ellipse(-24, -50, 9, 14, '#ffffff', 0.35),
  ),
  CAKE: thing(
    0.18,
    (p) =>
      ellipse(0, -4, 74, 9, p('#ece4d4')) +
      rect(-56, -52, 112, 48, p('#e8bd8a'), 5) +
      path(
        'M-60 -44Q-62 -66 0 -66T60 -44Q48 -28 38 -44Q26 -26 14 -44Q0 -26 -12 -44Q-24 -26 -36 -44Q-48 -28 -60 -44Z',
        p('#f7e6ea'),
      ) +
      [-34, 0, 34].map((x) => circle(x, -68, 9, p('#c8323c'))).join(''),
  ),
} satisfies Partial<Record<PropKind, PropDrawing>>;
