import { createRandom } from './random-numbers.ts';

/** A type of a subgraph in the making. */
export interface TypeText {
  head: string;
  directives: Set<string>;
  fields: Map<string, string>;
}

/** Subgraph → type → text. */
export type Draft = Map<string, Map<string, TypeText>>;

/** What stands before the types of a subgraph. */
export type Shared = Map<string, string>;

/** What real supergraphs have beside entities and keys, added to a draft by chance. */
export function twist(draft: Draft, shared: Shared, entities: readonly string[], seed: number): void {
  const random = createRandom(seed ^ 0x5eed);
  const chance = (share: number) => random() < share;
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const names = [...draft.keys()];

  const typeOf = (subgraph: string, name: string, head = `type ${name}`): TypeText => {
    const types = draft.get(subgraph)!;
    const type = types.get(name) ?? { head, directives: new Set<string>(), fields: new Map() };
    types.set(name, type);
    return type;
  };
  const homesOf = (entity: string) =>
    names.filter((name) => {
      const type = draft.get(name)!.get(entity);
      return type && [...type.directives].some((each) => !each.includes('resolvable: false'));
    });

  /** A value type of which each subgraph has a part, reached by a field that several share. */
  const addSharedValue = (entity: string) => {
    const homes = homesOf(entity).filter(() => chance(0.8));
    if (homes.length < 2) return;
    const list = pick([`Info${entity}`, `Info${entity}!`, `[Info${entity}]`, `[[Info${entity}!]]!`]);
    for (const home of homes) {
      typeOf(home, entity).fields.set('info', `info(deep: Boolean! = true): ${list} @shareable`);
      const info = typeOf(home, `Info${entity}`);
      info.fields.set('common', 'common: String @shareable');
      info.fields.set(`${home}Own`, `${home}Own(times: Int! = 3): Int`);
      info.fields.set('more', `more: More${entity} @shareable`);
      const more = typeOf(home, `More${entity}`);
      more.fields.set('sum', 'sum: Float @shareable');
      more.fields.set(`${home}Mood`, `${home}Mood: [Mood]`);
      more.fields.set('of', `of: ${entity} @shareable`);
    }
  };

  /** Interfaces without keys, one of which implements the other; each subgraph has members of its own. */
  const addInterfaces = (subgraph: string) => {
    const having = (...fields: string[]) =>
      entities.filter((entity) => {
        const type = draft.get(subgraph)!.get(entity);
        return type && fields.every((field) => type.fields.has(field));
      });
    const coded = having('code');
    if (coded.length < 2) return;
    const kept = new Set(having('code', 'id'));
    typeOf(subgraph, 'Coded', 'interface Coded').fields.set('code', 'code: String!');
    const upper = typeOf(subgraph, 'Kept', 'interface Kept implements Coded');
    upper.fields.set('code', 'code: String!').set('id', 'id: ID!');
    for (const entity of coded) {
      const type = typeOf(subgraph, entity);
      const own = kept.has(entity) ? 'Coded & Kept' : 'Coded';
      type.head = type.head.includes('implements')
        ? `${type.head} & ${own}`
        : `${type.head} implements ${own}`;
    }
    const query = typeOf(subgraph, 'Query');
    query.fields.set(`${subgraph}Coded`, `${subgraph}Coded(n: Int): Coded`);
    if (kept.size > 0) query.fields.set(`${subgraph}Kept`, `${subgraph}Kept(n: Int): [Kept!]`);
    else draft.get(subgraph)!.delete('Kept');
  };

  /** A subgraph that knows an interface by its key only, and needs what another such subgraph has. */
  const addBehindMedia = () => {
    const behind = names.find((name) => draft.get(name)!.get('Media')?.directives.has('@interfaceObject'));
    if (!behind) return;
    draft.set('flint', new Map());
    shared.set('flint', shared.get(behind)!);
    const media = typeOf('flint', 'Media');
    media.directives.add('@key(fields: "id")').add('@interfaceObject');
    media.fields
      .set('id', 'id: ID!')
      .set('stars', 'stars: Int @external')
      .set('heat', 'heat(by: Mood = SAD): String @requires(fields: "stars")')
      .set('kin', 'kin(first: Int! = 2): [Media]')
      .set('buzz', 'buzz: [Spot]');
    typeOf('flint', 'Query').fields.set('flintMedia', 'flintMedia(n: Int): Media');
  };

  const addScalars = () => {
    for (const name of names) {
      shared.set(name, `${shared.get(name)!}scalar Blob\n`);
      for (const entity of homesOf2(name))
        if (chance(0.4)) {
          const field = `blob${name[0]!.toUpperCase()}`;
          typeOf(name, entity).fields.set(
            field,
            `${field}(with: Blob, in: [Blob!] = [{a: 1}]): ${pick(['Blob', '[Blob]', 'Blob!'])}`,
          );
        }
    }
  };
  const homesOf2 = (name: string) => entities.filter((entity) => homesOf(entity).includes(name));

  /** An enum of answers that each subgraph knows some values of, and an input of which one knows a field more. */
  const addMerged = () => {
    const more = pick(names);
    shared.set(more, shared.get(more)!.replace('inner: Filter }', `inner: Filter  only: Int }`));
    for (const [position, name] of names.entries()) {
      shared.set(name, `${shared.get(name)!}enum Shade { PALE ${name.toUpperCase()} }\n`);
      for (const entity of homesOf2(name))
        if (chance(0.3)) typeOf(name, entity).fields.set(`shade${position}`, `shade${position}: [Shade!]`);
      typeOf(name, 'Query').fields.set(`${name}Shade`, `${name}Shade: Shade`);
    }
  };

  const addListKey = (entity: string) => {
    const homes = homesOf(entity);
    const [key, field] = pick([
      ['tags', 'tags: [String!]!'],
      ['spots { x }', 'spots: [Spot!]!'],
      ['code tags', 'tags: [String!]!'],
    ] as const);
    for (const home of homes.slice(0, 2)) {
      const type = typeOf(home, entity);
      if (key.includes('code')) type.fields.set('code', 'code: String!');
      type.fields.set(key.split(' ').at(key.includes('code') ? 1 : 0)!, field);
      type.directives.add(`@key(fields: "${key}")`);
    }
  };

  const label = () => {
    for (const types of draft.values())
      for (const type of types.values())
        for (const [name, text] of type.fields)
          if (/@override\(from: "\w+"\)/.test(text) && chance(0.6))
            type.fields.set(
              name,
              text.replace(/@override\(from: ("\w+")\)/, '@override(from: $1, label: "percent(50)")'),
            );
  };

  const hide = () => {
    for (const types of draft.values())
      for (const entity of entities)
        for (const [name, text] of types.get(entity)?.fields ?? [])
          if (!text.includes('@') && !['id', 'code', 'title', 'home', 'spot'].includes(name) && chance(0.05))
            types.get(entity)!.fields.set(name, `${text} @inaccessible`);
  };

  const rename = () => {
    for (const [name, types] of draft) {
      if (!chance(0.3)) continue;
      const renamed = ['Query', 'Mutation', 'Subscription'].filter((root) => types.has(root));
      for (const root of renamed) types.get(root)!.head = `type ${root}Of${name}`;
      const roots = renamed.map((root) => `${root.toLowerCase()}: ${root}Of${name}`);
      shared.set(name, `schema { ${roots.join('  ')} }\n${shared.get(name)!}`);
    }
  };

  for (const entity of entities) if (chance(0.5)) addSharedValue(entity);
  for (const name of names) if (chance(0.4)) addInterfaces(name);
  if (chance(0.5)) addBehindMedia();
  if (chance(0.5)) addScalars();
  if (chance(0.4)) addMerged();
  for (const entity of entities) if (chance(0.2)) addListKey(entity);
  if (chance(0.7)) label();
  if (chance(0.4)) hide();
  if (chance(0.4)) rename();
}
