import { circle, ellipse, line, path, polygon, rect } from '../canvas.ts';
import { type PropDrawing, thing } from './prop-drawing.ts';
import type { PropKind } from './prop-words.ts';

/** Things that stand on the ground. */
export const STANDING_PROPS = {
  TABLE: thing(
    0.42,
    (p) =>
      rect(-84, -88, 168, 14, p('#9a6a42'), 3) +
      rect(-74, -74, 11, 74, p('#7a5233')) +
      rect(63, -74, 11, 74, p('#7a5233')) +
      path('M-84 -88L-70 -100H70L84 -88Z', p('#b98555')),
  ),
  CHAIR: thing(
    0.5,
    (p) =>
      rect(-26, -100, 8, 100, p('#7d4f35'), 2) +
      rect(-26, -52, 54, 9, p('#9a6543'), 3) +
      rect(20, -46, 8, 46, p('#7d4f35')) +
      rect(-20, -92, 8, 42, p('#8c5a3c')) +
      rect(-26, -98, 16, 8, p('#9a6543'), 3),
  ),
  MUSHROOM: thing(
    0.44,
    (p) =>
      path('M-16 0Q-20 -40 -12 -56H14Q20 -40 18 0Q0 6 -16 0Z', p('#f2e6cc')) +
      path('M-62 -50Q-58 -100 2 -100Q62 -98 64 -50Q0 -36 -62 -50Z', p('#c8453a')) +
      [
        [-28, -72, 9],
        [6, -84, 10],
        [36, -66, 8],
        [-2, -58, 6],
      ]
        .map(([x, y, r]) => circle(x!, y!, r!, p('#fbf1dc')))
        .join('') +
      path('M-62 -50Q0 -36 64 -50Q0 -44 -62 -50Z', p('#e6d3b0')),
  ),
  LANTERN: thing(
    0.26,
    (p) =>
      `<path d="M-14 -84a14 16 0 0 1 28 0" fill="none" stroke="${p('#3b3a3f')}" stroke-width="4"/>` +
      path('M-24 -70L-12 -86H12L24 -70Z', p('#3b3a3f')) +
      rect(-22, -70, 44, 58, '#ffd98a', 3, 0.92) +
      path('M0 -60q14 18 0 34q-14 -16 0 -34z', '#ff9d3c') +
      [-22, -2, 18].map((x) => rect(x, -70, 4, 58, p('#3b3a3f'))).join('') +
      rect(-26, -12, 52, 12, p('#3b3a3f'), 3),
  ),
  SWORD: thing(
    0.4,
    (p) =>
      polygon(
        [
          [-4, -30],
          [4, -30],
          [3, -94],
          [0, -102],
          [-3, -94],
        ],
        p('#dfe6ea'),
      ) +
      rect(-17, -31, 34, 5, p('#d8ae4a'), 2) +
      rect(-3, -26, 6, 20, p('#5a3a2a')) +
      circle(0, -4, 5, p('#d8ae4a')),
  ),
  CLOCK: thing(
    0.62,
    (p) =>
      path('M-20 0V-72H20V0Z', p('#7a4b30')) +
      path('M-24 -70Q-24 -100 0 -102Q24 -100 24 -70Z', p('#8f5a3a')) +
      circle(0, -78, 15, p('#f6edd8')) +
      line('M0 -78V-88M0 -78l7 4', p('#2a2224'), 2) +
      rect(-10, -56, 20, 40, p('#3b2a24'), 2) +
      line('M0 -56V-32', p('#e2b544'), 1.6) +
      circle(0, -28, 6, p('#e2b544')) +
      rect(-25, -6, 50, 7, p('#5f3a26'), 2),
  ),
  DOOR: thing(
    0.6,
    (p) =>
      path('M-34 0V-80Q-34 -102 0 -102Q34 -102 34 -80V0Z', p('#d6c6a4')) +
      path('M-27 0V-78Q-27 -94 0 -94Q27 -94 27 -78V0Z', p('#7a4a30')) +
      line('M-9 -92V0M9 -92V0', p('#5a3422'), 2) +
      circle(18, -42, 4, p('#e2b544')) +
      line('M-27 -70H-8M-27 -22H-8', p('#33302f'), 4),
  ),
  FLOWER: thing(
    0.3,
    (p) =>
      line('M0 0Q-4 -34 0 -60M0 -20Q-16 -34 -26 -34', p('#4f8a4a'), 5) +
      path('M-26 -34q-16 -12 -18 4q6 10 18 -4z', p('#5c9a52')) +
      [0, 1, 2, 3, 4]
        .map((i) =>
          circle(
            Math.cos((i / 5) * 6.28 - 1.57) * 17,
            -74 + Math.sin((i / 5) * 6.28 - 1.57) * 17,
            14,
            p('#d9506a'),
          ),
        )
        .join('') +
      circle(0, -74, 10, p('#f2cf5a')),
  ),
  COACH: thing(
    0.95,
    (p) =>
      path('M-58 -34Q-66 -92 -50 -94H50Q66 -92 58 -34Q0 -22 -58 -34Z', p('#7a2f38')) +
      rect(-38, -84, 28, 30, p('#bcd0d4'), 3) +
      rect(10, -84, 28, 30, p('#bcd0d4'), 3) +
      line('M-56 -46H56', p('#e2b544'), 3) +
      rect(-58, -100, 116, 8, p('#3f2a2c'), 4) +
      [
        [-46, 20],
        [46, 24],
      ]
        .map(
          ([x, r]) =>
            `<circle cx="${x}" cy="${-r!}" r="${r! - 2}" fill="none" stroke="${p('#3b2a24')}" stroke-width="5"/>` +
            line(
              `M${x! - r!} ${-r!}H${x! + r!}M${x} 0V${-r! * 2}M${x! - r! * 0.7} ${-r! * 0.3}L${x! + r! * 0.7} ${-r! * 1.7}M${x! + r! * 0.7} ${-r! * 0.3}L${x! - r! * 0.7} ${-r! * 1.7}`,
              p('#5a3f30'),
              2.4,
            ),
        )
        .join(''),
  ),
  BOX: thing(
    0.3,
    (p) =>
      rect(-62, -58, 124, 58, p('#8a5a38'), 3) +
      path('M-66 -56Q-66 -92 0 -92Q66 -92 66 -56Z', p('#9c6a44')) +
      [-46, 36].map((x) => rect(x, -88, 10, 88, p('#d0a24a'))).join('') +
      rect(-11, -62, 22, 24, p('#e2b544'), 3) +
      rect(-66, -60, 132, 6, p('#5f3d28')),
  ),
  MIRROR: thing(
    0.5,
    (p) =>
      ellipse(0, -62, 28, 38, p('#c99a3f')) +
      ellipse(0, -62, 22, 32, p('#cfe2e6')) +
      line('M-12 -50L8 -84M-4 -42L14 -74', '#ffffff', 3, 0.6) +
      path('M-4 -26h8l4 20h12v6h-40v-6h12z', p('#c99a3f')),
  ),
  ANCHOR: thing(
    0.42,
    (p) =>
      `<circle cx="0" cy="-90" r="9" fill="none" stroke="${p('#4a5058')}" stroke-width="5"/>` +
      rect(-4, -82, 8, 76, p('#4a5058')) +
      rect(-24, -74, 48, 8, p('#4a5058'), 3) +
      path('M-46 -40Q-40 0 0 0Q40 0 46 -40L34 -32Q28 -12 0 -12Q-28 -12 -34 -32Z', p('#4a5058')),
  ),
  GLOBE: thing(
    0.3,
    (p) =>
      circle(0, -58, 38, p('#5f9ab8')) +
      path('M-26 -80q20 -18 32 0t-6 26t-22 10t-14 -20zM10 -46q18 -8 24 -2q-4 20 -18 24z', p('#9ab060')) +
      `<path d="M-30 -90A44 44 0 1 0 34 -28" fill="none" stroke="${p('#c79a4c')}" stroke-width="5"/>` +
      rect(-4, -18, 8, 14, p('#8a5a38')) +
      rect(-26, -6, 52, 7, p('#8a5a38'), 3),
  ),
  VIOLIN: thing(
    0.34,
    (p) =>
      path(
        'M0 -50Q22 -54 20 -36Q14 -28 22 -20Q28 0 0 0Q-28 0 -22 -20Q-14 -28 -20 -36Q-22 -54 0 -50Z',
        p('#a8592f'),
      ) +
      rect(-3, -98, 6, 60, p('#3b2620')) +
      line('M-1.4 -96V-8M1.6 -96V-8', p('#f0e2c4'), 0.8) +
      circle(0, -99, 4, p('#3b2620')),
  ),
  PIANO: thing(
    0.62,
    (p) =>
      path('M-80 -100H80V-52H94V-36H-94V-52H-80Z', p('#3b2a2a')) +
      rect(-80, -36, 160, 36, p('#2e2122')) +
      rect(-90, -50, 180, 12, p('#f7f0e2')) +
      Array.from({ length: 12 }, (_, i) => rect(-82 + i * 14, -50, 7, 7, p('#1f1718'))).join('') +
      rect(-34, -90, 68, 30, p('#f4ead0'), 2),
  ),
  DRUM: thing(
    0.3,
    (p) =>
      rect(-48, -62, 96, 62, p('#b03a3f'), 4) +
      ellipse(0, -62, 48, 14, p('#f2e8d2')) +
      ellipse(0, 0, 48, 12, p('#d8ae4a')) +
      line('M-46 -52L-24 -6L0 -52L24 -6L46 -52', p('#f0e2c4'), 3.4) +
      line('M20 -70L70 -100M-10 -70L46 -104', p('#8a5a38'), 5),
  ),
  AXE: thing(
    0.4,
    (p) =>
      rect(-3.6, -96, 7.2, 96, p('#8a5c38'), 2) +
      path('M3 -94Q34 -100 40 -78Q40 -60 30 -52Q22 -66 3 -68Z', p('#aab4ba')),
  ),
  FLAG: thing(
    0.9,
    (p) =>
      rect(-2, -100, 4, 100, p('#6b4a32')) +
      path('M2 -98Q22 -106 40 -96T74 -96V-62Q56 -56 40 -64T2 -62Z', p('#a8323a')) +
      path('M2 -86Q22 -94 40 -84T74 -84V-74Q56 -68 40 -76T2 -74Z', p('#f0e6d0')),
  ),
  BOAT: thing(
    0.3,
    (p) =>
      path('M-130 -52Q0 -26 130 -58Q112 -4 78 0H-84Q-112 -8 -130 -52Z', p('#8a5a38')) +
      path('M-130 -52Q0 -26 130 -58L128 -46Q0 -14 -126 -42Z', p('#b98555')) +
      line('M-40 -58L-96 -100M30 -58L96 -96', p('#7a5233'), 7),
  ),
  CROSS: thing(
    0.36,
    (p) => rect(-6, -100, 12, 100, p('#8a6244'), 2) + rect(-30, -76, 60, 12, p('#8a6244'), 2),
  ),
  FIRE: thing(
    0.34,
    (p) =>
      [-1, 1]
        .map((s) => `<g transform="rotate(${s * 16})">${rect(-56, -12, 112, 13, p('#5f3d28'), 6)}</g>`)
        .join('') +
      path('M-40 -8Q-56 -44 -24 -66Q-22 -46 -10 -48Q-14 -82 14 -104Q12 -76 34 -60Q56 -40 36 -8Z', '#ef6a2c') +
      path('M-22 -8Q-30 -36 -6 -50Q0 -66 8 -76Q10 -52 22 -42Q32 -22 18 -8Z', '#ffb03c') +
      path('M-8 -8Q-12 -26 2 -38Q14 -22 8 -8Z', '#fff0a8'),
  ),
  UMBRELLA: thing(
    0.5,
    (p) =>
      `${path(
        'M-60 -54Q-52 -100 0 -100Q52 -100 60 -54Q50 -64 40 -54Q30 -66 20 -54Q10 -66 0 -54Q-10 -66 -20 -54Q-30 -66 -40 -54Q-50 -64 -60 -54Z',
        p('#3f6a8a'),
      )}<path d="M0 -100V-12q0 14 12 12" fill="none" stroke="${p('#5a3f30')}" stroke-width="4"/>`,
  ),
  TELESCOPE: thing(
    0.4,
    (p) =>
      line('M0 -60L-26 0M0 -60L26 0M0 -60V0', p('#6b4a32'), 5) +
      `<g transform="translate(0 -64) rotate(-24)">${rect(-46, -9, 50, 18, p('#c79a4c'), 3)}${rect(0, -12, 54, 24, p('#5a4a44'), 3)}${rect(50, -14, 8, 28, p('#d8b052'), 2)}</g>`,
  ),
  WHEEL: thing(
    0.4,
    (p) =>
      `<circle cx="0" cy="-50" r="45" fill="none" stroke="${p('#6b452c')}" stroke-width="9"/>` +
      line('M-44 -50H44M0 -94V-6M-31 -81L31 -19M31 -81L-31 -19', p('#8a5c38'), 5) +
      circle(0, -50, 9, p('#4f3424')),
  ),
  PAINTING: thing(
    0.44,
    (p) =>
      line('M-36 0L-14 -100M36 0L14 -100', p('#7a5233'), 5) +
      rect(-44, -90, 88, 66, p('#b98a3f'), 2) +
      rect(-37, -83, 74, 52, p('#a9c3c8')) +
      path('M-37 -50q20 -22 38 -6t36 -8v33h-74z', p('#6d8a5a')) +
      circle(16, -70, 7, p('#f6dc8a')),
  ),
} satisfies Partial<Record<PropKind, PropDrawing>>;
