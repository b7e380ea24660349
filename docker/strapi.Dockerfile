# Strapi with its admin panel: docker build -f docker/strapi.Dockerfile .
# How the base images are renewed is in docs/operations.md. This one has the compiler that SQLite's driver may need.
FROM node:24-bookworm AS build
WORKDIR /opt/strapi
COPY strapi/package.json strapi/package-lock.json strapi/.npmrc ./
RUN --mount=type=cache,target=/root/.npm,sharing=locked npm ci --omit=dev --no-audit --no-fund
COPY strapi/ ./
RUN NODE_ENV=production npm run build
# Strapi would make them at its start, where it must not write.
RUN mkdir -p database/migrations public/uploads

FROM node:24-bookworm-slim
WORKDIR /opt/strapi
# Strapi keeps a file of its own about its command line.
ENV NODE_ENV=production STRAPI_TELEMETRY_DISABLED=true XDG_CONFIG_HOME=/tmp
COPY docker/is-ready /usr/local/bin/is-ready
# It belongs to root: what runs cannot change it.
COPY --from=build /opt/strapi ./
# The image's user node, by number, since Kubernetes lets nobody run whose number it does not know.
USER 1000:1000
CMD ["node", "node_modules/@strapi/strapi/bin/strapi.js", "start"]
