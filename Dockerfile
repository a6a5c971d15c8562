# The pipeline: one step of the graph per execution, without infrastructure code.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --omit=peer && node scripts/production.mjs .

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/cli ./dist/cli
COPY --from=build /app/dist/jobs ./dist/jobs
COPY --from=build /app/dist/model ./dist/model
COPY --from=build /app/dist/compliance ./dist/compliance
USER node
ENTRYPOINT ["node", "dist/cli/rcm.js"]
