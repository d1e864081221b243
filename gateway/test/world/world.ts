import { BOOKS_SDL, booksResolvers, REVIEWS_SDL, reviewsResolvers } from './books-and-reviews.ts';
import { type RunningGateway, runGateway } from './gateway.ts';
import { type RunningSubgraph, runSubgraph } from './subgraph.ts';

export interface World extends AsyncDisposable {
  gateway: RunningGateway;
  books: RunningSubgraph;
  reviews: RunningSubgraph;
  /** Starts a subgraph again on its port. */
  restart(name: 'books' | 'reviews'): Promise<void>;
}

/** Two subgraphs and a gateway in front of them. */
export async function runWorld(env: Record<string, string> = {}): Promise<World> {
  const sdl = { books: BOOKS_SDL, reviews: REVIEWS_SDL };
  const resolvers = { books: booksResolvers, reviews: reviewsResolvers };
  const running = {
    books: await runSubgraph(sdl.books, resolvers.books),
    reviews: await runSubgraph(sdl.reviews, resolvers.reviews),
  };
  const gateway = await runGateway(
    [
      { name: 'books', sdl: sdl.books, url: running.books.url },
      { name: 'reviews', sdl: sdl.reviews, url: running.reviews.url },
    ],
    env,
  );
  return {
    gateway,
    get books() {
      return running.books;
    },
    get reviews() {
      return running.reviews;
    },
    async restart(name) {
      await running[name].stop();
      running[name] = await runSubgraph(sdl[name], resolvers[name], running[name].port);
    },
    async [Symbol.asyncDispose]() {
      await gateway.stop();
      await Promise.all([running.books.stop(), running.reviews.stop()]);
    },
  };
}
