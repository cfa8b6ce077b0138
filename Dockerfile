# Node.js 20 on Debian: the same C library in both stages, since SQLite is compiled in the first.
FROM node:20-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY package.json package-lock.json ./
# Scripts of packages run for the two that need theirs alone.
RUN npm ci --ignore-scripts --no-audit --no-fund && npm rebuild better-sqlite3 esbuild
COPY . .
# The same files as in the tarball for machines without a network.
RUN npm run build && node deploy/pack-offline.js --folder /app

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
  DATABASE_URL=file:/data/duban.db
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data
# For SQLite. With PostgreSQL nothing is written to disk.
VOLUME /data
WORKDIR /data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
# A word to the port on which it listens; curl is not in the image.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "/app/deploy/healthcheck.js"]
CMD ["node", "/app/dist/duban.js", "start"]
