/**
 * The shop's data, worked out from ids: the same question has the same answer, however often it is asked. Each page of
 * people is a town with its own products, and they write about those: six people, nine products and twenty-four
 * reviews that lead to one another, as in the field's benchmark, but other ones for each page.
 */

const PEOPLE = 6;
const PRODUCTS = 9;
const REVIEWS_OF_A_USER = 4;

interface Thing {
  town: number;
  n: number;
}

const user = ({ town, n }: Thing) => ({
  id: `u${town}-${n}`,
  name: `Ada Lovelace the ${n}th`,
  username: `@ada-${n}`,
  birthday: 1815,
});
const product = ({ town, n }: Thing) => ({
  upc: `p${town}-${n}`,
  name: `Table number ${n}`,
  price: 100 + ((town * 37 + n * 211) % 1_900),
  weight: 10 + ((town * 13 + n * 41) % 300),
});
const review = (town: number, author: number, about: number) => ({
  id: `r${town}-${author}-${about}`,
  body: `I would buy number ${about} again, and have told my sister and the neighbours.`,
  author: { id: `u${town}-${author}`, username: `@ada-${author}` },
  product: { upc: `p${town}-${about}` },
});
const reviewedBy = (author: number) =>
  Array.from({ length: REVIEWS_OF_A_USER }, (_, n) => (author * REVIEWS_OF_A_USER + n) % PRODUCTS);

function thing(id: string): Thing {
  const [town = 0, n = 0] = id.slice(1).split('-').map(Number);
  return { town, n };
}

const reviewById = ({ id }: { id: string }) => {
  const [town = 0, author = 0, about = 0] = id.slice(1).split('-').map(Number);
  return review(town, author, about);
};

export const STORE_RESOLVERS: Readonly<Record<string, Record<string, Record<string, unknown>>>> = {
  accounts: {
    Query: {
      me: () => user({ town: 0, n: 1 }),
      user: (_: unknown, { id }: { id: string }) => user(thing(id)),
      users: (_: unknown, { page }: { page: number }) =>
        Array.from({ length: PEOPLE }, (_, n) => user({ town: page, n })),
    },
    User: { __resolveReference: ({ id }: { id: string }) => user(thing(id)) },
  },
  inventory: {
    Product: {
      __resolveReference: (reference: object) => reference,
      inStock: ({ upc }: { upc: string }) => thing(upc).n % 3 > 0,
      shippingEstimate: ({ price = 0, weight = 0 }: { price?: number; weight?: number }) =>
        price > 1_000 ? 0 : Math.round(weight / 2),
    },
  },
  products: {
    Query: {
      topProducts: (_: unknown, { first, page }: { first: number; page: number }) =>
        Array.from({ length: Math.min(first, PRODUCTS) }, (_, n) => product({ town: page, n })),
    },
    Product: { __resolveReference: ({ upc }: { upc: string }) => product(thing(upc)) },
  },
  reviews: {
    Query: { review: (_: unknown, { id }: { id: string }) => reviewById({ id }) },
    User: {
      __resolveReference: (reference: object) => reference,
      reviews: ({ id }: { id: string }) => {
        const { town, n } = thing(id);
        return reviewedBy(n).map((about) => review(town, n, about));
      },
    },
    Product: {
      __resolveReference: (reference: object) => reference,
      reviews: ({ upc }: { upc: string }) => {
        const { town, n } = thing(upc);
        const authors = Array.from({ length: PEOPLE }, (_, author) => author);
        return authors
          .filter((author) => reviewedBy(author).includes(n))
          .map((author) => review(town, author, n));
      },
    },
    Review: { __resolveReference: reviewById },
  },
};
