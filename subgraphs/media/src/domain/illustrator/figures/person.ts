import { circle, ellipse, line, n, path, polygon, rect } from '../canvas.ts';
import { darken, type Hex, lighten, mix } from '../colour.ts';
import { hairBehind, hairFront, hat } from './head-wear.ts';
import type { Looks } from './looks.ts';
import type { Pose } from './pose.ts';

/** Turns a thing's own colour into what it looks like in the scene's light. */
export type Paint = (colour: Hex) => Hex;

/** A standing person of height 100 with feet at the origin, facing right. */
export function drawPerson(looks: Looks, pose: Pose, paint: Paint): string {
  const body = looks.child ? CHILD : looks.old ? OLD : looks.young ? YOUNG : ADULT;
  const g = looks.girth * body.girth;
  const lean = pose.lean;
  const shoulder: Spot = { x: lean * 0.75, y: body.shoulder };
  const head: Spot = {
    x: lean * 1.05 + 0.6 + Math.max(0, pose.nod) * 0.22,
    y: body.head + Math.abs(pose.nod) * 0.1,
  };
  return [
    looks.cloak ? cloak(shoulder, g, paint(looks.cloak)) : '',
    hairBehind(looks, head, body.radius, paint),
    arm(
      shoulder,
      -4.5 * g,
      pose.far,
      body.reach,
      paint(darken(looks.cloth, 0.22)),
      paint(darken(looks.skin, 0.1)),
      g,
    ),
    looks.garment === 'DRESS' || looks.garment === 'ROBE'
      ? skirts(looks, shoulder, g, paint, body)
      : trousers(looks, shoulder, g, pose.stride, paint, body),
    rect(head.x - 2.3, head.y + body.radius * 0.6, 4.6, body.radius * 0.9, paint(darken(looks.skin, 0.14))),
    collar(looks, shoulder, g, paint),
    face(looks, head, body.radius, pose, paint),
    hairFront(looks, head, body.radius, paint),
    hat(looks, head, body.radius, paint),
    arm(shoulder, 4.2 * g, pose.near, body.reach, paint(lighten(looks.cloth, 0.04)), paint(looks.skin), g),
    looks.cane
      ? line(
          `M${n(shoulder.x + 5 + pose.near[0])} ${n(shoulder.y + 26)}L${n(shoulder.x + 11 + pose.near[0])} 0`,
          paint('#5a3b26'),
          1.8,
        )
      : '',
  ].join('');
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

interface Build {
  readonly head: number;
  readonly radius: number;
  readonly shoulder: number;
  readonly waist: number;
  readonly girth: number;
  readonly reach: number;
}

const ADULT: Build = { head: -89, radius: 8, shoulder: -77, waist: -50, girth: 1, reach: 1 };

/** Half grown: a head a little large for the body. */
const YOUNG: Build = { head: -87.5, radius: 9.6, shoulder: -74, waist: -47.5, girth: 0.98, reach: 0.95 };

const OLD: Build = { head: -85, radius: 8.2, shoulder: -73.5, waist: -47, girth: 1.06, reach: 0.95 };

const CHILD: Build = { head: -83, radius: 13, shoulder: -66, waist: -42, girth: 1.14, reach: 0.86 };

function skirts(looks: Looks, { x, y }: Spot, g: number, paint: Paint, body: Build): string {
  const cloth = paint(looks.cloth);
  const dark = paint(darken(looks.cloth, 0.24));
  const light = paint(lighten(looks.cloth, 0.16));
  const [waist, hem] = [body.waist, looks.child ? -12 : -2];
  const w = looks.garment === 'ROBE' ? 12 : 19;
  const skirt = `M${n(x - 4.6 * g)} ${waist}C${n(-8 * g)} ${n(waist * 0.7)} ${n(-w * g)} ${n(hem - 10)} ${n(-w * g)} ${hem}Q0 ${n(hem + 4)} ${n(w * g)} ${hem}C${n(w * g)} ${n(hem - 12)} ${n(9 * g)} ${n(waist * 0.7)} ${n(x + 4.8 * g)} ${waist}Z`;
  const legs = looks.child
    ? [rect(-6, -13, 3.6, 12, paint('#f3ece0'), 1), rect(2.6, -13, 3.6, 12, paint('#f3ece0'), 1)]
    : [];
  return [
    ...legs,
    ellipse(-4, -1, 4.4, 1.9, paint('#3a2c2a')),
    ellipse(5, -1, 4.6, 2, paint('#3a2c2a')),
    path(skirt, cloth),
    path(
      `M${n(x + 1)} ${waist}C${n(4 * g)} ${n(waist * 0.66)} ${n(w * 0.5 * g)} ${n(hem - 12)} ${n(w * 0.6 * g)} ${n(hem + 1)}L${n(w * g)} ${hem}C${n(w * g)} ${n(hem - 12)} ${n(9 * g)} ${n(waist * 0.7)} ${n(x + 4.8 * g)} ${waist}Z`,
      light,
      0.6,
    ),
    line(
      `M${n(-3 * g)} ${n(waist + 4)}Q${n(-7 * g)} ${n(waist * 0.5)} ${n(-9 * g)} ${n(hem - 1)}M${n(2 * g)} ${n(waist + 5)}Q${n(2 * g)} ${n(waist * 0.5)} ${n(1 * g)} ${n(hem)}`,
      dark,
      0.9,
      0.7,
    ),
    path(
      `M${n(x - 7.4 * g)} ${n(y + 1)}Q${n(x)} ${n(y - 3.4)} ${n(x + 7.4 * g)} ${n(y + 1)}Q${n(x + 6.6 * g)} ${n((y + waist) / 2)} ${n(x + 5 * g)} ${n(waist + 1)}H${n(x - 4.8 * g)}Q${n(x - 6.6 * g)} ${n((y + waist) / 2)} ${n(x - 7.4 * g)} ${n(y + 1)}Z`,
      cloth,
    ),
    rect(x - 5 * g, waist - 1.6, 10 * g, 3, paint(looks.second)),
    looks.apron
      ? path(
          `M${n(x - 3.6 * g)} ${n(waist)}L${n(-9 * g)} ${n(hem - 9)}Q${n(0)} ${n(hem - 4)} ${n(9.5 * g)} ${n(hem - 9)}L${n(x + 3.8 * g)} ${n(waist)}ZM${n(x - 3.4 * g)} ${n(y + 8)}h${n(6.8 * g)}V${n(waist)}h${n(-6.8 * g)}z`,
          paint('#f5efe2'),
        )
      : '',
  ].join('');
}

function trousers(
  looks: Looks,
  { x, y }: Spot,
  g: number,
  stride: number,
  paint: Paint,
  body: Build,
): string {
  const trouser = paint(looks.garment === 'UNIFORM' ? '#e6dfcf' : darken(looks.second, 0.32));
  const boot = paint('#2d2426');
  const cloth = paint(looks.cloth);
  const light = paint(lighten(looks.cloth, 0.15));
  const dark = paint(darken(looks.cloth, 0.25));
  const hip = body.waist + 6;
  const leg = (fx: number, shade: number): string =>
    path(
      `M${n(fx > 0 ? 0 : -5.2 * g)} ${n(hip - 4)}L${n(fx - 2.6)} -4H${n(fx + 2.7)}L${n(fx > 0 ? 5.4 * g : 0.6)} ${n(hip - 4)}Z`,
      mix(trouser, '#000000', shade),
    ) + path(`M${n(fx - 3)} -8h6l0.4 5.4q4.4 0.6 4.6 2.6h-11z`, boot);
  const tail =
    looks.garment === 'COAT' || looks.garment === 'UNIFORM'
      ? body.waist * 0.44
      : looks.garment === 'TUNIC'
        ? body.waist * 0.6
        : body.waist + 7;
  const flare = looks.garment === 'SUIT' ? 7 : 9.4;
  const coat = `M${n(x - 8.4 * g)} ${n(y + 1.6)}Q${n(x)} ${n(y - 4)} ${n(x + 8.4 * g)} ${n(y + 1.6)}Q${n(x + 7.4 * g)} ${n(body.waist - 4)} ${n(6.6 * g)} ${n(body.waist)}L${n(flare * g)} ${n(tail)}Q0 ${n(tail + 2.5)} ${n(-flare * g)} ${n(tail)}L${n(-6.6 * g)} ${n(body.waist)}Q${n(x - 7.6 * g)} ${n(body.waist - 4)} ${n(x - 8.4 * g)} ${n(y + 1.6)}Z`;
  return [
    leg(-4.4 - stride * 0.5, 0.22),
    leg(4.4 + stride * 0.5, 0),
    path(coat, cloth),
    path(
      `M${n(x + 3)} ${n(y - 1)}Q${n(x + 8.4 * g)} ${n(y)} ${n(x + 8.4 * g)} ${n(y + 1.6)}Q${n(x + 7.4 * g)} ${n(body.waist - 4)} ${n(6.6 * g)} ${n(body.waist)}L${n(flare * g)} ${n(tail)}L${n(4 * g)} ${n(tail + 1.4)}L${n(3.4 * g)} ${n(body.waist)}Z`,
      light,
      0.55,
    ),
    looks.garment === 'TUNIC'
      ? ''
      : path(
          `M${n(x - 2.8)} ${n(y - 0.6)}L${n(x + 1)} ${n(body.waist - 1)}L${n(x + 3.6)} ${n(y - 0.6)}Z`,
          paint(looks.second),
        ),
    line(`M${n(x + 0.8)} ${n(body.waist - 1)}L${n(0.6)} ${n(tail + 1)}`, dark, 0.9, 0.8),
    looks.garment === 'UNIFORM'
      ? [0, 1, 2]
          .map(
            (i) =>
              circle(x - 2.8 + i * 0.4, y + 8 + i * 6, 0.9, paint('#e7c566')) +
              circle(x + 3.4 - i * 0.2, y + 8 + i * 6, 0.9, paint('#e7c566')),
          )
          .join('') +
        ellipse(x - 7.4 * g, y + 1.6, 2.6, 1.5, paint('#e7c566')) +
        ellipse(x + 7.4 * g, y + 1.6, 2.6, 1.5, paint('#e7c566'))
      : '',
    looks.garment === 'TUNIC' ? rect(x - 7 * g, body.waist - 2, 14 * g, 2.6, paint('#5a3a26')) : '',
    looks.apron
      ? path(
          `M${n(x - 5 * g)} ${n(body.waist - 2)}h${n(10 * g)}l2 ${n(-body.waist * 0.5)}h${n(-10 * g - 4)}z`,
          paint('#efe8da'),
        )
      : '',
  ].join('');
}

function arm(
  { x, y }: Spot,
  dx: number,
  [hx, hy]: readonly [number, number],
  reach: number,
  sleeve: Hex,
  skin: Hex,
  g: number,
): string {
  const [sx, sy] = [x + dx * 1.35, y + 3.4];
  const [ex, ey] = [sx + hx * reach, sy + hy * reach + 2];
  // The elbow hangs below the straight line, outwards.
  const [mx, my] = [(sx + ex) / 2 + Math.sign(dx) * 3, (sy + ey) / 2 + 5.5];
  return (
    line(`M${n(sx)} ${n(sy)}Q${n(mx)} ${n(my)} ${n(ex)} ${n(ey)}`, sleeve, 5 * Math.sqrt(g)) +
    circle(ex + Math.sign(hx || 1) * 1, ey, 2.4, skin)
  );
}

export function cloak({ x, y }: Spot, g: number, colour: Hex): string {
  return path(
    `M${n(x - 8 * g)} ${n(y)}Q${n(x - 16 * g)} ${n(y * 0.5)} ${n(-17 * g)} -6Q${n(-4)} 0 ${n(11 * g)} -7Q${n(x + 11 * g)} ${n(y * 0.5)} ${n(x + 8 * g)} ${n(y)}Z`,
    mix(colour, '#000000', 0.16),
  );
}

function collar(looks: Looks, { x, y }: Spot, g: number, paint: Paint): string {
  if (looks.cloak)
    return path(
      `M${n(x - 7.6 * g)} ${n(y + 2)}Q${n(x)} ${n(y - 4.4)} ${n(x + 7.6 * g)} ${n(y + 2)}Q${n(x)} ${n(y + 7)} ${n(x - 7.6 * g)} ${n(y + 2)}Z`,
      paint(looks.cloak),
    );
  if (looks.garment === 'ROBE') return '';
  return polygon(
    [
      [x - 4, y - 1.6],
      [x + 4.4, y - 1.6],
      [x + 0.6, y + 4.2],
    ],
    paint(lighten(looks.second, 0.25)),
  );
}

/** Smiles from here on are open. */
const LAUGH = 0.9;

function face(looks: Looks, { x, y }: Spot, r: number, pose: Pose, paint: Paint): string {
  const skin = paint(looks.skin);
  const ink = paint('#2a1f22');
  const [fx, fy] = [x + r * 0.24, y + r * 0.06 + pose.nod * 0.12];
  const eye = r * (pose.mouth === 'O' ? 0.135 : 0.105);
  const brow = (at: number, tilt: number): string =>
    line(
      `M${n(at - r * 0.14)} ${n(fy - r * 0.32 + tilt * r * 0.14)}L${n(at + r * 0.14)} ${n(fy - r * 0.32 - tilt * r * 0.14)}`,
      ink,
      r * 0.085,
    );
  const [e1, e2] = [fx - r * 0.24, fx + r * 0.38];
  const weeps = pose.brow > 0.8 && pose.mouth !== 'O' && pose.mouth < -0.7;
  const mouthY = fy + r * 0.46;
  const mouth =
    pose.mouth === 'O'
      ? ellipse(fx + r * 0.08, mouthY, r * 0.13, r * 0.19, ink)
      : pose.mouth >= LAUGH
        ? path(
            `M${n(fx - r * 0.2)} ${n(mouthY - r * 0.08)}Q${n(fx + r * 0.08)} ${n(mouthY + r * 0.02)} ${n(fx + r * 0.36)} ${n(mouthY - r * 0.08)}Q${n(fx + r * 0.08)} ${n(mouthY + r * 0.46)} ${n(fx - r * 0.2)} ${n(mouthY - r * 0.08)}Z`,
            mix(ink, '#c8484a', 0.45),
          )
        : line(
            `M${n(fx - r * 0.14)} ${n(mouthY)}Q${n(fx + r * 0.08)} ${n(mouthY + pose.mouth * r * 0.28)} ${n(fx + r * 0.3)} ${n(mouthY)}`,
            ink,
            r * 0.085,
          );
  const beard = looks.beard
    ? path(
        `M${n(x - r * 0.8)} ${n(y + r * 0.15)}Q${n(x - r * 0.7)} ${n(y + r * 1.5)} ${n(fx + r * 0.1)} ${n(y + r * 1.75)}Q${n(x + r * 1.05)} ${n(y + r * 1.3)} ${n(x + r * 0.96)} ${n(y + r * 0.2)}Q${n(fx + r * 0.1)} ${n(y + r * 0.62)} ${n(x - r * 0.8)} ${n(y + r * 0.15)}Z`,
        paint(looks.hair),
      )
    : '';
  const moustache =
    looks.moustache || looks.beard
      ? path(
          `M${n(fx + r * 0.08)} ${n(mouthY - r * 0.12)}q${n(-r * 0.4)} ${n(-r * 0.06)} ${n(-r * 0.46)} ${n(r * 0.2)}q${n(r * 0.3)} ${n(r * 0.02)} ${n(r * 0.46)} ${n(-r * 0.1)}q${n(r * 0.16)} ${n(r * 0.12)} ${n(r * 0.46)} ${n(r * 0.1)}q${n(-r * 0.06)} ${n(-r * 0.26)} ${n(-r * 0.46)} ${n(-r * 0.2)}z`,
          paint(darken(looks.hair, 0.12)),
        )
      : '';
  const glasses = looks.glasses
    ? [e1, e2]
        .map(
          (at) =>
            `<circle cx="${n(at)}" cy="${n(fy)}" r="${n(r * 0.2)}" fill="none" stroke="${ink}" stroke-width="${n(r * 0.06)}"/>`,
        )
        .join('')
    : '';
  return [
    ellipse(x, y, r * 0.96, r * 1.04, skin),
    circle(x - r * 0.72, y + r * 0.08, r * 0.2, paint(darken(looks.skin, 0.08))),
    circle(e1 - r * 0.12, fy + r * 0.28, r * 0.17, paint('#e07a6a'), 0.32),
    circle(e2 + r * 0.1, fy + r * 0.28, r * 0.17, paint('#e07a6a'), 0.32),
    circle(e1, fy, eye, ink),
    circle(e2, fy, eye, ink),
    line(
      `M${n(fx + r * 0.16)} ${n(fy + r * 0.02)}q${n(r * 0.16)} ${n(r * 0.2)} 0 ${n(r * 0.24)}`,
      paint(darken(looks.skin, 0.25)),
      r * 0.06,
    ),
    brow(e1, pose.brow * 0.8),
    brow(e2, -pose.brow * 0.8),
    beard,
    looks.beard ? '' : mouth,
    moustache,
    glasses,
    weeps
      ? path(
          `M${n(e2 + r * 0.06)} ${n(fy + r * 0.18)}q${n(r * 0.14)} ${n(r * 0.26)} 0 ${n(r * 0.32)}q${n(-r * 0.14)} ${n(-r * 0.06)} 0 ${n(-r * 0.32)}z`,
          paint('#a9d6ee'),
        )
      : '',
  ].join('');
}
