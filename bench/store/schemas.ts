const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@provides", "@shareable"])';

/** The shop that the field measures gateways with: accounts, inventory, products and reviews, as four subgraphs. */
export const STORE_SDL: Readonly<Record<string, string>> = {
  accounts: `${LINK}
    type Query { me: User  user(id: ID!): User  users(page: Int! = 0): [User] }
    type User @key(fields: "id") { id: ID!  name: String  username: String @shareable  birthday: Int }`,
  inventory: `${LINK}
    type Product @key(fields: "upc") {
      upc: String!  weight: Int @external  price: Int @external
      inStock: Boolean  shippingEstimate: Int @requires(fields: "price weight")
    }`,
  products: `${LINK}
    type Query { topProducts(first: Int = 9, page: Int! = 0): [Product] }
    type Product @key(fields: "upc") { upc: String!  name: String  price: Int  weight: Int }`,
  reviews: `${LINK}
    type Query { review(id: ID!): Review }
    type User @key(fields: "id") { id: ID!  username: String @external  reviews: [Review] }
    type Product @key(fields: "upc") { upc: String!  reviews: [Review] }
    type Review @key(fields: "id") { id: ID!  body: String  author: User @provides(fields: "username")  product: Product }`,
};

/** The deep operation of that benchmark; here each page is about other people, so that no two requests are alike. */
export const STORE_QUERY = `
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }
  query Test($page: Int!) {
    users(page: $page) {
      ...User
      reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } }
    }
    topProducts(page: $page) {
      ...Product
      reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
    }
  }`;
