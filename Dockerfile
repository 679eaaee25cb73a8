# The relay as one JavaScript file in a small image: docker build -t depth-restyle-relay .
FROM node:20-slim AS build
WORKDIR /build
COPY package.json ./pinned.json
# Only what is bundled and what bundles it, in the versions that package.json pins. None of it reaches the image.
RUN npm install --no-save --no-package-lock $(node -p "const { devDependencies: all } = require('./pinned.json'); ['esbuild', 'hono', 'aws4fetch', 'bullmq', 'ioredis', 'prom-client', 'rate-limiter-flexible'].map((name) => name + '@' + all[name]).join(' ')")
COPY tsconfig.base.json ./
COPY relay ./relay
COPY src/core ./src/core
RUN node relay/build.mjs

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8787
COPY --from=build /build/dist/relay.mjs /relay/relay.mjs
# For KEEP_PICTURES_DIR=/pictures; mount a volume there to keep over a restart.
RUN mkdir /pictures && chown node:node /pictures
USER node
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "/relay/relay.mjs"]
