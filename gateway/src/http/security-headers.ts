import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';

/** Headers that scripts of another origin may send, and read: GraphQL's, tus's, and the correlation id. */
const TUS_HEADERS = [
  'Upload-Offset',
  'Upload-Length',
  'Upload-Metadata',
  'Tus-Resumable',
  'Upload-Expires',
  'Location',
];
const ALLOWED = [
  'Authorization',
  'Content-Type',
  'Accept',
  'Apollo-Require-Preflight',
  'X-Correlation-Id',
  'Range',
  'Upload-Concat',
  'Upload-Checksum',
  'X-HTTP-Method-Override',
  ...TUS_HEADERS,
];
const EXPOSED = [
  'X-Correlation-Id',
  'Retry-After',
  'Content-Range',
  'Accept-Ranges',
  'Content-Disposition',
  'ETag',
  'Tus-Version',
  'Tus-Extension',
  'Tus-Max-Size',
  ...TUS_HEADERS,
];

export interface SecurityHeaderOptions {
  /** Of pages that may call. */
  origins: readonly string[];
  forwardHeaders: readonly string[];
  returnHeaders: readonly string[];
}

/** Security headers on every answer, and CORS for the origins that may call. */
export async function addSecurityHeaders(
  app: FastifyInstance,
  { origins, forwardHeaders, returnHeaders }: SecurityHeaderOptions,
): Promise<void> {
  const security = await headersOfHelmet();
  app.addHook('onRequest', async (_request, { raw }) => {
    // On the answer of Node itself: streams are written there, past Fastify.
    for (const [name, value] of security) raw.setHeader(name, value);
  });
  await app.register(cors, {
    origin: origins.includes('*') ? true : [...origins],
    credentials: !origins.includes('*'),
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'],
    allowedHeaders: [...ALLOWED, ...forwardHeaders],
    exposedHeaders: [...EXPOSED, ...returnHeaders],
    maxAge: 600,
  });
}

/** What helmet puts on an answer. It would work that out for each anew, and that is always the same. */
async function headersOfHelmet(): Promise<[string, string][]> {
  const app = Fastify();
  await app.register(helmet, {
    // Answers are data; a picture or film that is opened by itself may show itself, and nothing more.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        imgSrc: ["'self'"],
        mediaSrc: ["'self'"],
        styleSrc: ["'unsafe-inline'"],
        frameAncestors: ["'none'"],
      },
    },
    // Pictures and films under /files are shown by the portal's pages, which have another origin.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  app.get('/', async (_request, reply) => reply.code(204).send());
  const { headers } = await app.inject('/');
  await app.close();
  return Object.entries(headers).flatMap(([name, value]) =>
    NODES_OWN.has(name) ? [] : [[name, String(value)] as [string, string]],
  );
}

const NODES_OWN: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
]);
