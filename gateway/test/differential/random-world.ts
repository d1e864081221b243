import { createRandom } from './random-numbers.ts';
import { rarities } from './random-rarities.ts';
import { type Draft, type Shared, type TypeText, twist } from './random-twists.ts';
import { LINK } from './small-worlds.ts';
import { compose } from './two-ways.ts';

const SUBGRAPHS = ['amber', 'birch', 'cedar', 'delta', 'ember'];
const ENTITIES = ['Book', 'Film', 'Person', 'Place'];
/** The same words on several types, so that names mean different things at different places. */
const WORDS = ['title', 'name', 'size', 'price', 'score', 'place', 'owner', 'part', 'next', 'code2', 'rank'];
/** Each with what it needs of a type. */
const KEYS = ['id', 'code', 'id code', 'home { id }', 'spot { x }', 'code spot { y }'];
const SHARED = `enum Mood { GLAD SAD CALM }
input Filter { text: String  mood: Mood = CALM  sizes: [Int!]  inner: Filter }
type Spot @shareable { x: ID!  y: ID!  label(short: Boolean = true): String }
type Note @shareable { text: String!  mood: Mood  marks: [[Int]]  spot: Spot }
`;

interface Field {
  name: string;
  args: string;
  type: string;
  /** The entity, value type, interface or union it leads to. */
  target: string | undefined;
  owner: string;
}

/** A supergraph like nobody wrote: four entities over a few subgraphs that know them by different keys. */
export function randomSdl(seed: number): Record<string, string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const maker = new WorldMaker(seed * 1_000 + attempt);
    const { draft, shared } = maker.make();
    if (!composes(printAll(draft, shared))) continue;
    let made = { draft, shared };
    for (const add of rarities(ENTITIES, seed * 1_000 + attempt)) {
      const next = structuredClone(made);
      add(next.draft, next.shared);
      if (composes(printAll(next.draft, next.shared))) made = next;
    }
    return printAll(made.draft, made.shared);
  }
  throw new Error(`No supergraph came out of seed ${seed}.`);
}

/** Not every mix does. */
function composes(sdl: Record<string, string>): boolean {
  try {
    compose(sdl);
    return true;
  } catch {
    return false;
  }
}

function printAll(draft: Draft, shared: Shared): Record<string, string> {
  return Object.fromEntries(Array.from(draft, ([name, types]) => [name, print(shared.get(name)!, types)]));
}

class WorldMaker {
  readonly #random: () => number;
  readonly #subgraphs: Draft = new Map();
  readonly #seed: number;
  readonly #names: string[];
  /** Entity → the subgraph that can find it by any key. */
  readonly #hubs = new Map<string, string>();
  readonly #fields = new Map<string, Field[]>();
  /** The subgraph that knows Media by its interface only. */
  #outsider: string | undefined;
  #mediaHub: string;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = createRandom(seed);
    this.#names = SUBGRAPHS.slice(0, 2 + Math.floor(this.#random() * 4));
    for (const name of this.#names) this.#subgraphs.set(name, new Map());
    this.#mediaHub = this.#pick(this.#names);
    const others = this.#names.filter((name) => name !== this.#mediaHub);
    this.#outsider = this.#chance(0.6) ? this.#pick(others) : undefined;
  }

  make(): { draft: Draft; shared: Shared } {
    for (const entity of ENTITIES) this.#placeEntity(entity);
    this.#addMedia();
    for (const entity of ENTITIES) this.#addFields(entity);
    for (const entity of ENTITIES) this.#addRequirements(entity);
    this.#addProvisions();
    this.#addRoots();
    const shared: Shared = new Map(this.#names.map((name) => [name, SHARED]));
    twist(this.#subgraphs, shared, ENTITIES, this.#seed);
    return { draft: this.#subgraphs, shared };
  }

  #pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#random() * all.length)]!;
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #type(subgraph: string, name: string, head = `type ${name}`): TypeText {
    const types = this.#subgraphs.get(subgraph)!;
    const type = types.get(name) ?? {
      head,
      directives: new Set<string>(),
      fields: new Map<string, string>(),
    };
    types.set(name, type);
    return type;
  }

  #isAllowed(subgraph: string, entity: string): boolean {
    return !(subgraph === this.#outsider && (entity === 'Book' || entity === 'Film'));
  }

  #placeEntity(entity: string): void {
    const isMedia = entity === 'Book' || entity === 'Film';
    const hub = isMedia ? this.#mediaHub : this.#pick(this.#names);
    this.#hubs.set(entity, hub);
    for (const subgraph of this.#names) {
      if (!this.#isAllowed(subgraph, entity)) continue;
      if (subgraph === hub) for (const key of KEYS) this.#addKey(subgraph, entity, key);
      else if (this.#chance(0.7)) {
        this.#addKey(subgraph, entity, this.#pick(KEYS));
        if (this.#chance(0.3)) this.#addKey(subgraph, entity, this.#pick(KEYS));
      }
    }
  }

  #addKey(subgraph: string, entity: string, key: string, more = ''): void {
    const type = this.#type(subgraph, entity);
    type.directives.add(`@key(fields: "${key}"${more})`);
    if (key.includes('id') && !key.includes('home')) type.fields.set('id', 'id: ID!');
    if (key.includes('code')) type.fields.set('code', 'code: String!');
    if (key.includes('spot')) type.fields.set('spot', 'spot: Spot!');
    if (!key.includes('home')) return;
    const home = entity === 'Place' ? 'Person' : 'Place';
    type.fields.set('home', `home: ${home}!`);
    const there = this.#type(subgraph, home);
    there.fields.set('id', 'id: ID!');
    if (there.directives.size === 0) there.directives.add('@key(fields: "id", resolvable: false)');
  }

  /** An object type that can be named in a subgraph. */
  #mention(subgraph: string, entity: string): boolean {
    if (!ENTITIES.includes(entity)) {
      if (entity === 'Media') return this.#subgraphs.get(subgraph)!.has('Media');
      if (entity === 'Thing') return this.#subgraphs.get(subgraph)!.has('Thing');
      return true;
    }
    if (!this.#isAllowed(subgraph, entity)) return false;
    if (this.#subgraphs.get(subgraph)!.has(entity)) return true;
    this.#addKey(subgraph, entity, this.#pick(KEYS), ', resolvable: false');
    return true;
  }

  #addMedia(): void {
    const hub = this.#mediaHub;
    const media = this.#type(hub, 'Media', 'interface Media');
    media.directives.add('@key(fields: "id")');
    media.fields.set('id', 'id: ID!');
    media.fields.set('title', 'title(loud: Boolean = false): String');
    for (const name of ['Book', 'Film']) {
      const type = this.#type(hub, name);
      type.head = `type ${name} implements Media`;
      type.fields.set('title', 'title(loud: Boolean = false): String');
      this.#fields.set(name, [{ name: 'title', args: '', type: 'String', target: undefined, owner: hub }]);
    }
    this.#type(
      hub,
      'Thing',
      `union Thing = ${this.#pick(['Book | Film', 'Book | Person', 'Book | Note | Place'])}`,
    );
    for (const each of ['Person', 'Place']) this.#mention(hub, each);
    if (!this.#outsider) return;
    const behind = this.#type(this.#outsider, 'Media');
    behind.directives.add('@key(fields: "id")').add('@interfaceObject');
    behind.fields.set('id', 'id: ID!');
    behind.fields.set('stars', 'stars: Int');
    behind.fields.set('views', `views(by: Mood): [String]`);
    behind.fields.set('note', 'note: Note');
    if (this.#chance(0.5)) {
      behind.fields.set('title', 'title(loud: Boolean = false): String @external');
      behind.fields.set('slogan', 'slogan: String @requires(fields: "title(loud: true)")');
    }
    if (this.#mention(this.#outsider, 'Person')) behind.fields.set('fans', 'fans(first: Int = 2): [Person!]');
  }

  #addFields(entity: string): void {
    const fields = this.#fields.get(entity) ?? [];
    this.#fields.set(entity, fields);
    const homes = this.#names.filter((name) => {
      const type = this.#subgraphs.get(name)!.get(entity);
      return type && [...type.directives].some((each) => !each.includes('resolvable: false'));
    });
    for (const name of WORDS) {
      if (fields.some((field) => field.name === name) || !this.#chance(0.6)) continue;
      const owner = this.#pick(homes);
      const type = this.#type(owner, entity);
      if (type.fields.has(name)) continue;
      const target = this.#chance(0.45)
        ? this.#pick([...ENTITIES, ...ENTITIES, 'Note', 'Spot', 'Media', 'Thing'])
        : undefined;
      if (target && !this.#mention(owner, target)) continue;
      const base = target ?? this.#pick(['String', 'Int', 'Mood', 'Float']);
      const text = this.#pick([base, base, `${base}!`, `[${base}]`, `[${base}!]!`, `[[${base}]!]`]);
      const args = this.#chance(0.25)
        ? this.#pick(['(by: Filter)', '(first: Int = 2)', '(mood: Mood!)', '(by: [Filter!] = [{text: "t"}])'])
        : '';
      const field = { name, args, type: text, target, owner };
      fields.push(field);
      const other = this.#pick(homes);
      const otherType = this.#type(other, entity);
      const roll = this.#random();
      if (
        other !== owner &&
        roll < 0.25 &&
        !otherType.fields.has(name) &&
        (!target || this.#mention(other, target))
      ) {
        const [ours, theirs] =
          roll < 0.15 ? [' @shareable', ' @shareable'] : [` @override(from: "${other}")`, ''];
        type.fields.set(name, `${name}${args}: ${text}${ours}`);
        otherType.fields.set(name, `${name}${args}: ${text}${theirs}`);
      } else type.fields.set(name, `${name}${args}: ${text}`);
    }
  }

  #addRequirements(entity: string): void {
    for (const [subgraph, types] of this.#subgraphs) {
      const type = types.get(entity);
      if (!type || ![...type.directives].some((each) => !each.includes('resolvable: false'))) continue;
      for (let n = 0; n < 2; n++) {
        if (!this.#chance(0.5)) continue;
        const needed = (this.#fields.get(entity) ?? []).filter(
          ({ name }) => !type.fields.has(name) && this.#chance(0.4),
        );
        const parts = needed.slice(0, 2).flatMap((field) => this.#required(subgraph, type, field));
        if (parts.length === 0) continue;
        const name = `made${n}${subgraph[0]}`;
        type.fields.set(
          name,
          `${name}(plus: Int = 1): String @requires(fields: "${parts.join(' ').replaceAll('"', '\\"')}")`,
        );
        // Others may require it in turn.
        this.#fields
          .get(entity)!
          .push({ name, args: '(plus: Int = 1)', type: 'String', target: undefined, owner: subgraph });
      }
    }
  }

  #required(subgraph: string, type: TypeText, field: Field): string[] {
    const { name, args, target } = field;
    let below = '';
    if (target === 'Note') below = this.#pick(['{ text mood }', '{ spot { x label(short: false) } }']);
    else if (target === 'Spot') below = '{ y }';
    else if (target === 'Media' || target === 'Thing') return [];
    else if (target) {
      if (!this.#mention(subgraph, target)) return [];
      const there = this.#type(subgraph, target);
      const key = /@key\(fields: "([^"]*)"/.exec([...there.directives].join(' '))![1]!;
      const leaf = (this.#fields.get(target) ?? []).find(
        (each) => !each.target && !each.args && !there.fields.has(each.name),
      );
      if (leaf && this.#chance(0.6)) {
        there.fields.set(leaf.name, `${leaf.name}: ${leaf.type} @external`);
        below = `{ ${leaf.name} }`;
      } else below = `{ ${key} }`;
    }
    type.fields.set(name, `${name}${args}: ${field.type} @external`);
    const given = args.includes('mood')
      ? '(mood: SAD)'
      : args.includes('first')
        ? this.#pick(['(first: 1)', ''])
        : args.includes('by: Filter')
          ? '(by: {text: "r", sizes: [1, 2]})'
          : args.includes('plus')
            ? '(plus: 3)'
            : '';
    return [`${name}${given} ${below}`];
  }

  #addProvisions(): void {
    for (const [subgraph, types] of this.#subgraphs)
      for (const [, type] of types) {
        if (type.head.startsWith('interface') || type.head.startsWith('union')) continue;
        for (const [name, text] of [...type.fields]) {
          const target = ENTITIES.find((each) => new RegExp(`: [[]*${each}\\b`).test(text));
          if (!target || text.includes('@') || !this.#chance(0.3)) continue;
          const there = types.get(target);
          const field = (this.#fields.get(target) ?? []).find(
            (each) =>
              !each.target && !each.args && each.owner !== subgraph && there && !there.fields.has(each.name),
          );
          if (!field || !there) continue;
          const owner = this.#type(field.owner, target);
          const declared = owner.fields.get(field.name)!;
          if (declared.includes('@')) continue;
          owner.fields.set(field.name, `${declared} @shareable`);
          there.fields.set(field.name, `${field.name}: ${field.type} @external`);
          type.fields.set(name, `${text} @provides(fields: "${field.name}")`);
        }
      }
  }

  #addRoots(): void {
    for (const [subgraph, types] of this.#subgraphs) {
      const query = this.#type(subgraph, 'Query');
      query.fields.set(`${subgraph}Note`, `${subgraph}Note(by: Filter): Note`);
      for (const name of [...ENTITIES, 'Media', 'Thing']) {
        if (!types.has(name) || name === 'Query') continue;
        if (this.#chance(0.5))
          query.fields.set(`${subgraph}${name}`, `${subgraph}${name}(by: Filter): ${name}`);
        if (this.#chance(0.3))
          query.fields.set(`${subgraph}${name}s`, `${subgraph}${name}s(first: Int = 2): [${name}!]`);
        if (ENTITIES.includes(name) && this.#hubs.get(name) !== subgraph && this.#chance(0.4)) {
          const text = `some${name}(first: Int = 2): [${name}] @shareable`;
          query.fields.set(`some${name}`, text);
          this.#type(this.#hubs.get(name)!, 'Query').fields.set(`some${name}`, text);
        }
        if (this.#chance(0.2))
          this.#type(subgraph, 'Mutation').fields.set(
            `${subgraph}Make${name}`,
            `${subgraph}Make${name}(by: Filter): ${name}`,
          );
        if (this.#chance(0.2))
          this.#type(subgraph, 'Subscription').fields.set(
            `${subgraph}On${name}`,
            `${subgraph}On${name}(by: Mood): ${name}`,
          );
      }
    }
  }
}

function print(shared: string, types: ReadonlyMap<string, TypeText>): string {
  const texts = Array.from(types.values(), ({ head, directives, fields }) =>
    head.startsWith('union')
      ? head
      : `${head} ${[...directives].join(' ')} { ${[...fields.values()].join('  ')} }`,
  );
  return `${LINK}${shared}${texts.join('\n')}`;
}
