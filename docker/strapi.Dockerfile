# Strapi with its admin panel: docker build -f docker/strapi.Dockerfile .
FROM node:20-bookworm-slim AS build
WORKDIR /opt/strapi
COPY strapi/package.json strapi/package-lock.json strapi/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --no-audit --no-fund
COPY strapi/ ./
RUN NODE_ENV=production npm run build

FROM node:20-bookworm-slim
WORKDIR /opt/strapi
ENV NODE_ENV=production STRAPI_TELEMETRY_DISABLED=true
COPY --from=build --chown=node:node /opt/strapi ./
USER node
CMD ["node", "node_modules/@strapi/strapi/bin/strapi.js", "start"]
