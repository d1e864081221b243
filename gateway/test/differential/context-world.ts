import { deriveWorld } from './derived-world.ts';
import { LINK } from './small-worlds.ts';

const CURRENCY = 'enum Currency { EUR USD JPY }\n';

/** Fields that take values from above them: nested contexts, lists, interfaces and unions that set them, three subgraphs. */
export const CONTEXT_SDL: Readonly<Record<string, string>> = {
  shops: `${LINK}${CURRENCY}
    type Query { shop(n: Int): Shop  shops: [Shop!]!  holders: [Holder]  places: [Place]  region: Region }
    type Mutation { open(n: Int): Shop  close: Region }
    type Subscription { opened: Shop  moved(n: Int): Place }
    type Region @key(fields: "id") @context(name: "trade") { id: ID!  currency: Currency  language: Language  shops: [Shop!]  best: Offer  lists: [[Offer]] }
    type Language { code: String  also: [String] }
    interface Place @context(name: "site") { id: ID!  label(upper: Boolean = false): String }
    type Shop implements Place @key(fields: "id") @context(name: "trade") {
      id: ID!  label(upper: Boolean = false): String  currency: Currency  language: Language  offers(first: Int): [Offer!]!  inside: Shop  desk: Desk  ware: Ware  twin: Person
    }
    type Stall implements Place @key(fields: "id") { id: ID!  label(upper: Boolean = false): String  desk: Desk!  shop: Shop }
    type Desk @key(fields: "id") { id: ID!  note(site: String @fromContext(field: "$site { label }"), loud: Boolean): String  seat: Seat }
    type Seat { no: Int  desk: Desk  shop: Shop }
    union Holder @context(name: "holder") = Firm | Person
    type Firm @key(fields: "id") { id: ID!  title: String  rank: Int  owns: [Badge!]  boss: Person }
    type Person @key(fields: "id") { id: ID!  name: String  rank: Int  badge: Badge  works: Firm }
    type Badge @key(fields: "id") {
      id: ID!  text(by: String @fromContext(field: "$holder ... on Firm { title } ... on Person { name }"), rank: Int @fromContext(field: "$holder { ... on Firm { rank } ... on Person { rank } }")): String
      of: Holder
    }
    type Offer @key(fields: "id") {
      id: ID!  price(in: Currency @fromContext(field: "$trade { currency }"), round: Int = 1): Float!  ware: Ware
      tongue(code: String @fromContext(field: "$trade { language { code } }")): String
      tongues(codes: [String] @fromContext(field: "$trade { language { also } }")): [String]
      seller: Shop
    }
    type Ware @key(fields: "id") { id: ID! }
  `,
  goods: `${LINK}
    type Query { wares(first: Int): [Ware!] }
    type Ware @key(fields: "id") { id: ID!  name: String!  shelf: Shelf @shareable  weight: Int }
    type Shelf @key(fields: "id") @context(name: "shelf") { id: ID!  hall: String!  owner: String @external  wares: [Ware!]  box: Box }
    type Box @key(fields: "id") { id: ID!  where(hall: String @fromContext(field: "$shelf { hall }")): String  seal(owner: String @fromContext(field: "$shelf { owner }")): Seal }
    type Seal { stamp: String  box: Box  ware: Ware }
    type Offer @key(fields: "id") { id: ID!  stock: Int  rival: Offer }
    type Person @key(fields: "id") { id: ID!  likes: [Ware]  shop: Shop }
    type Shop @key(fields: "id") { id: ID!  rent: Int }
  `,
  taxes: `${LINK}
    type Query { taxed: Taxed }
    union Taxed = Shelf | Ware
    type Shelf @key(fields: "id") { id: ID!  owner: String }
    type Box @key(fields: "id") { id: ID!  tax: Int }
    type Ware @key(fields: "id") { id: ID!  weight: Int @external  duty: Int @requires(fields: "weight")  shelf: Shelf @shareable }
  `,
};

export const contextWorld = () => deriveWorld(CONTEXT_SDL);
