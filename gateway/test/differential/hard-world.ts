import { deriveWorld } from './derived-world.ts';
import { LINK } from './small-worlds.ts';

const SHARED = `enum Kind { OLD NEW RARE }
enum Unit { SEC MIN }
input Range { from: Int = 1  to: Int  kinds: [Kind!] = [OLD]  also: Range }
`;

/** What federation allows and few write: fragments in field sets, keys of keys, interfaces of interfaces. */
export const HARD_SDL: Readonly<Record<string, string>> = {
  catalog: `${LINK}${SHARED}
    type Query { items(first: Int): [Item!]  shelf(id: ID!): Shelf  search(text: String = "x", in: Range): [Found]  printed: [Printed]  tree: [[Shelf!]] @shareable }
    type Mutation { addBook(range: Range!): Book  touch(kind: Kind = NEW): Item }
    type Subscription { added(in: Range): Item }
    interface Item @key(fields: "id") { id: ID!  label(upper: Boolean = false): String  shelf: Shelf }
    interface Printed { id: ID!  label(upper: Boolean = false): String  pages(in: Range): Int }
    interface Drawn implements Printed { id: ID!  label(upper: Boolean = false): String  pages(in: Range): Int  scale: Int! }
    type Book implements Printed & Item @key(fields: "id") @key(fields: "shelf { id } no") { id: ID!  label(upper: Boolean = false): String  shelf: Shelf!  pages(in: Range): Int  no: Int!  origin: Origin  next: Printed }
    type Chart implements Drawn & Printed & Item @key(fields: "id") { id: ID!  label(upper: Boolean = false): String  shelf: Shelf  pages(in: Range): Int  scale: Int!  of: [Shelf] }
    type Disc implements Item @key(fields: "id") { id: ID!  label(upper: Boolean = false): String  shelf: Shelf  tracks: [Track!]!  next: Disc }
    type Track { title: String!  length(unit: Unit = SEC): Int  onto: Item }
    union Origin = Author | Publisher | Unknown
    union Found = Book | Shelf | Unknown | Author
    type Author @key(fields: "id") { id: ID! }
    type Publisher @key(fields: "id") { id: ID! }
    type Unknown @shareable { reason: String }
    type Shelf @key(fields: "id") @key(fields: "room { house floor } row") { id: ID!  row: Int!  room: Room!  items(first: Int): [Item!]  hidden: String @inaccessible  owner: Author }
    type Room { house: ID! @shareable  floor: Int! @shareable  colour: String  beside: Room }
  `,
  people: `${LINK}${SHARED}
    type Query { authors: [Author]  anyone: Person  everyone(in: Range): [Person!]! }
    interface Person { id: ID!  name(short: Boolean): String  boss: Person }
    type Author implements Person @key(fields: "id") { id: ID!  name(short: Boolean): String  boss: Person  plain: String @shareable  friends: [[Person]]  books(first: Int = 2): [Book!]  rating: Int  mood: Kind }
    type Publisher implements Person @key(fields: "id") { id: ID!  name(short: Boolean): String  boss: Author  plain: String @shareable  seat: Seat! }
    type Seat { town: String  of: Publisher  size(in: Range): Int! }
    union Origin = Author | Publisher | Unknown
    type Unknown @shareable { reason: String }
    type Shelf @key(fields: "id") { id: ID!  hidden: String @external  keeper: Person  note: String @requires(fields: "hidden") }
    type Book @key(fields: "shelf { id } no") { shelf: Shelf!  no: Int!  blurb: String!  origin: Origin @external
      credit(loud: Boolean): String @requires(fields: "origin { ... on Author { id } ... on Publisher { id } ... on Unknown { reason } }") }
  `,
  prices: `${LINK}${SHARED}
    type Query { cheapest: Item  priced(in: Range): [Item!]  tree: [[Shelf!]] @shareable }
    type Mutation { reprice(kind: Kind!): Item! }
    type Subscription { repriced: Item! }
    type Item @key(fields: "id") @interfaceObject { id: ID!  label(upper: Boolean = false): String @external  price(in: Range): Price  like: [Item]
      tag: String @requires(fields: "label(upper: true)")  twin: String @requires(fields: "label") }
    type Price { amount: Float!  unit: Unit  history(last: Int = 2): [[Price]]  of: Item }
    type Author @key(fields: "id") { id: ID!  rating: Int @external  mood: Kind @override(from: "people")  fee: Int! @requires(fields: "rating") }
    type Shelf @key(fields: "room { house floor } row") { room: Room!  row: Int!  items(first: Int): [Item!] @external  rent: Int
      worth: String @requires(fields: "items(first: 2) { id label }") }
    type Room @shareable { house: ID!  floor: Int! }
  `,
  reviews: `${LINK}${SHARED}
    type Query { feed(first: Int = 3): [Entry!]! @provides(fields: "... on Review { author { plain } }")  latest: Entry  review: Review }
    union Entry = Review | Note
    type Review @key(fields: "id") { id: ID!  stars: Int  author: Author @provides(fields: "plain")  writer: Author  about: Item!  replies: [Entry] }
    type Note { text: String!  by: Review  at: Shelf }
    type Author @key(fields: "id") { id: ID!  plain: String @external  reviews: [Review!]  fee: Int! @external  cost: String @requires(fields: "fee") }
    type Item @key(fields: "id") @interfaceObject { id: ID!  tag: String @external  reviews(in: Range): [Review!]  summary: String @requires(fields: "tag") }
    type Shelf @key(fields: "id", resolvable: false) { id: ID! }
  `,
};

export const hardWorld = () => deriveWorld(HARD_SDL);
