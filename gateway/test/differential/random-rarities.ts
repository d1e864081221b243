import { createRandom } from './random-numbers.ts';
import type { Draft, Shared, TypeText } from './random-twists.ts';

/** Where a rarity is put. */
interface Site {
  draft: Draft;
  shared: Shared;
  entities: readonly string[];
  names: readonly string[];
  pick<T>(all: readonly T[]): T;
  chance(share: number): boolean;
  typeOf(subgraph: string, name: string, head?: string): TypeText;
  /** Subgraphs that can find an entity. */
  homesOf(entity: string): string[];
}

type Rarity = (site: Site) => void;

/** A way to add one thing to a draft that few supergraphs have; it may find no place for it, or not compose there. */
export type AddRarity = (draft: Draft, shared: Shared) => void;

/** Which rarities a world is to have, each to be tried by itself. */
export function rarities(entities: readonly string[], seed: number): AddRarity[] {
  const random = createRandom(seed ^ 0x0dd5);
  const chosen = RARITIES.filter(() => random() < 0.6);
  return chosen.map((add, position) => (draft, shared) => {
    const own = createRandom((seed ^ 0x0dd5) + 7_919 * (position + 1));
    const homesOf = (entity: string) =>
      [...draft.keys()].filter((name) => {
        const directives = [...(draft.get(name)!.get(entity)?.directives ?? [])];
        return directives.some((each) => each.startsWith('@key') && !each.includes('resolvable: false'));
      });
    add({
      draft,
      shared,
      entities,
      names: [...draft.keys()],
      pick: (all) => all[Math.floor(own() * all.length)]!,
      chance: (share) => own() < share,
      typeOf: (subgraph, name, head = `type ${name}`) => {
        const types = draft.get(subgraph)!;
        const type = types.get(name) ?? { head, directives: new Set<string>(), fields: new Map() };
        types.set(name, type);
        return type;
      },
      homesOf,
    });
  });
}

/** Two homes of an entity, the first with a leaf that the second lacks. */
function pairWithLeaf({ entities, homesOf, draft, pick }: Site) {
  const pairs = entities.flatMap((entity) =>
    homesOf(entity).flatMap((owner) =>
      homesOf(entity).flatMap((other) => {
        const there = draft.get(other)!.get(entity)!;
        const leaves = [...draft.get(owner)!.get(entity)!.fields].filter(
          ([name, text]) =>
            /^\w+: [[\]!]*(String|Int|Float|Mood)[[\]!]*$/.test(text) && !there.fields.has(name),
        );
        return other === owner ? [] : leaves.map(([name, text]) => ({ entity, owner, other, name, text }));
      }),
    ),
  );
  return pairs.length > 0 ? pick(pairs) : undefined;
}

/** A field of a union or an interface promises what others have of one of its members. */
const provideBelowAbstract: Rarity = (site) => {
  const { typeOf, pick, chance, entities, draft } = site;
  const pair = pairWithLeaf(site);
  if (!pair) return;
  const { entity, owner, other, name, text } = pair;
  const second = pick(entities.filter((each) => each !== entity && draft.get(other)!.has(each)));
  if (!second) return;
  typeOf(owner, entity).fields.set(name, `${text} @shareable`);
  typeOf(other, entity).fields.set(name, `${text} @external`);
  typeOf(other, 'Shown', `union Shown = ${entity} | ${second}`);
  const list = pick(['Shown', '[Shown]', '[[Shown!]]']);
  const set = `... on ${entity} { ${name} }`;
  typeOf(other, 'Query').fields.set('shown', `shown(n: Int): ${list} @provides(fields: "${set}")`);
  typeOf(other, 'Query').fields.set('shownToo', `shownToo(n: Int): Shown`);
  if (chance(0.6)) typeOf(other, second).fields.set('shows', `shows: ${list} @provides(fields: "${set}")`);
};

/** A field needs what stands under a union and an interface, with arguments, in lists. */
const requireBelowAbstract: Rarity = ({ entities, homesOf, typeOf, pick, chance }) => {
  const entity = pick(entities.filter((each) => homesOf(each).length > 1));
  if (!entity) return;
  const owner = pick(homesOf(entity));
  const other = pick(homesOf(entity).filter((each) => each !== owner));
  const sets = [
    'pick { ... on Leaf { x } ... on Bough { y(n: 2) } }',
    'kinds(n: 3) { x ... on Bough { y(n: 4) kinds(n: 1) { y } } }',
    'pick { ... on Bough { kinds { ... on Leaf { y(n: 5) } } } } kinds(n: 2) { x }',
  ];
  const set = chance(0.3) ? `${sets[0]} ${sets[1]}` : pick(sets);
  for (const [subgraph, mark] of [
    [owner, ''],
    [other, ' @external'],
  ] as const) {
    typeOf(subgraph, 'Kind', 'interface Kind').fields.set('x', 'x: String').set('y', 'y(n: Int = 1): Int');
    for (const name of ['Leaf', 'Bough']) {
      const type = typeOf(subgraph, name, `type ${name} implements Kind`);
      type.directives.add('@shareable');
      type.fields.set('x', 'x: String').set('y', 'y(n: Int = 1): Int');
      if (name === 'Bough') type.fields.set('kinds', 'kinds(n: Int): [Kind]');
    }
    typeOf(subgraph, 'Part', 'union Part = Leaf | Bough');
    const fields = typeOf(subgraph, entity).fields;
    if (set.includes('pick {')) fields.set('pick', `pick: Part${mark}`);
    if (/(^|\} )kinds/.test(set)) fields.set('kinds', `kinds(n: Int): [[Kind]]${mark}`);
  }
  typeOf(other, entity).fields.set('grown', `grown(n: Int): String @requires(fields: "${set}")`);
};

/** A field takes a value from what stands above it, near or far, where others know the object too. */
const takeFromAbove: Rarity = ({ names, entities, homesOf, typeOf, pick, chance }) => {
  const setter = pick(entities.filter((entity) => homesOf(entity).length > 0));
  const subgraph = pick(homesOf(setter));
  const { fields } = typeOf(subgraph, setter);
  const leaf = [...fields.values()].find((text) => /^\w+: (String|Mood)$/.test(text)) ?? 'told: String';
  const [name, type] = leaf.split(': ') as [string, string];
  fields.set(name, leaf);
  typeOf(subgraph, setter).directives.add('@context(name: "over")');
  const list = pick(['Held', '[Held]', '[[Held!]]']);
  typeOf(subgraph, setter).fields.set('held', `held(n: Int): ${list}`).set('stand', 'stand: Stand');
  typeOf(subgraph, 'Stand').fields.set('held', 'held: [Held]').set('word', 'word: String');
  const held = typeOf(subgraph, 'Held');
  held.directives.add('@key(fields: "id")');
  const argument = `by: ${type} @fromContext(field: "$over { ${name} }")`;
  held.fields.set('id', 'id: ID!').set('taken', `taken(${argument}, n: Int): String`);
  if (chance(0.5)) held.fields.set('inner', 'inner: Held');
  const other = pick(names.filter((name) => name !== subgraph));
  if (!other) return;
  const there = typeOf(other, 'Held');
  there.directives.add('@key(fields: "id")');
  there.fields.set('id', 'id: ID!').set('mass', 'mass(n: Int): Int').set('twin', 'twin: [Note]');
};

/** An interface has two keys, and a subgraph knows it by the second one only. */
const secondKeyOfInterface: Rarity = ({ draft, names, typeOf, shared, pick }) => {
  const hub = names.find((name) => draft.get(name)!.get('Media')?.head.startsWith('interface'));
  if (!hub) return;
  const field = 'tag: String!';
  const media = typeOf(hub, 'Media');
  media.directives.add('@key(fields: "tag")');
  media.fields.set('tag', field);
  for (const name of ['Book', 'Film']) {
    typeOf(hub, name).fields.set('tag', field);
    typeOf(hub, name).directives.add('@key(fields: "tag")');
  }
  draft.set('gorse', new Map());
  shared.set('gorse', shared.get(hub)!.replace(/^schema .*\n/m, ''));
  const behind = typeOf('gorse', 'Media');
  behind.directives.add('@key(fields: "tag")').add('@interfaceObject');
  behind.fields
    .set('tag', field)
    .set('weight', 'weight(in: Mood): Int')
    .set('like', pick(['like: Media', 'like: [Media!]', 'like: [[Media]]']))
    .set('title', 'title(loud: Boolean = false): String @external')
    .set('label', 'label: String @requires(fields: "title(loud: true)")');
  typeOf('gorse', 'Query').fields.set('gorseMedia', 'gorseMedia(n: Int): [Media]');
};

/** A key of lists of entities, and of values within them. */
const keyOfEntities: Rarity = ({ entities, homesOf, typeOf, draft, pick }) => {
  const entity = pick(entities.filter((each) => homesOf(each).length > 1));
  const part = pick(entities.filter((each) => each !== entity));
  if (!entity) return;
  const key = pick(['kin { id }', 'kin { id } code', 'kin { spot { x } }', 'spot { x y } kin { id }']);
  for (const home of homesOf(entity).slice(0, 2)) {
    if (!draft.get(home)!.has(part)) return;
    const type = typeOf(home, entity);
    type.fields.set('kin', `kin: [${part}!]!`);
    if (key.includes('code')) type.fields.set('code', 'code: String!');
    if (key.startsWith('spot')) type.fields.set('spot', 'spot: Spot!');
    const there = typeOf(home, part);
    if (key.includes('kin { id')) there.fields.set('id', 'id: ID!');
    else there.fields.set('spot', 'spot: Spot!');
    type.directives.add(`@key(fields: "${key}")`);
  }
};

/** A union of which two subgraphs know different members, behind a field that both have. */
const unionInParts: Rarity = ({ names, draft, entities, typeOf, pick }) => {
  const known = (name: string) => entities.filter((entity) => draft.get(name)!.has(entity));
  const two = names.filter((name) => known(name).length > 1).slice(0, 2);
  if (two.length < 2) return;
  const list = pick(['Mix', '[Mix]', '[[Mix!]]']);
  for (const [index, name] of two.entries()) {
    const members = index === 0 ? known(name).slice(0, 3) : known(name).slice(-2);
    typeOf(name, 'Mix', `union Mix = ${members.join(' | ')}`);
    typeOf(name, 'Query').fields.set('mix', `mix(n: Int): ${list} @shareable`);
    typeOf(name, 'Query').fields.set(`${name}Mix`, `${name}Mix: Mix`);
  }
};

/** As in federation 1: the key's field is said to be another's. */
const externalKeys: Rarity = ({ entities, homesOf, typeOf, pick }) => {
  const entity = pick(entities);
  for (const home of homesOf(entity).slice(1)) {
    const { directives, fields } = typeOf(home, entity);
    const isSole = [...directives].filter((each) => each.startsWith('@key')).length === 1;
    const [, field] = /@key\(fields: "(id|code)/.exec([...directives].join(' ')) ?? [];
    if (isSole && field) fields.set(field, `${fields.get(field)} @external`);
  }
};

/** Clients see neither a member of a union, nor a value of an enum, nor an argument. */
const hideParts: Rarity = ({ names, shared, typeOf, pick }) => {
  const name = pick(names);
  shared.set(
    name,
    `${shared.get(name)!}enum Tone { LOW HIGH @inaccessible }\ntype Secret @inaccessible { word: String }\n`,
  );
  typeOf(name, 'Open')
    .fields.set('word', 'word(tone: Tone = LOW, of: Int @inaccessible): String')
    .set('tone', 'tone: [Tone]');
  typeOf(name, 'Door', 'union Door = Open | Secret');
  typeOf(name, 'Query').fields.set('door', 'door: [Door]');
};

const RARITIES: readonly Rarity[] = [
  provideBelowAbstract,
  requireBelowAbstract,
  takeFromAbove,
  secondKeyOfInterface,
  keyOfEntities,
  unionInParts,
  externalKeys,
  hideParts,
];
