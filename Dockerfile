# Two images: `production` (api, worker, watchdog, migrator) and `simulators` on top of it, for a trial without a bank.
FROM node:24.18.0-bookworm-slim AS build
WORKDIR /lipei
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && mv dist/simulators /simulators
# The native part of the Temporal SDK comes for five platforms, 22 MB each.
RUN npm prune --omit=dev --no-audit --no-fund \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
    ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

FROM node:24.18.0-bookworm-slim AS production
ENV NODE_ENV=production
ENV LIPEI_WORKFLOW_BUNDLE=/lipei/dist/workflow-bundle.js
WORKDIR /lipei
COPY --from=build /lipei/node_modules node_modules
COPY --from=build /lipei/package.json ./
# Compiled code reads the migrations where the sources have them.
COPY --from=build /lipei/db/migrations db/migrations
COPY --from=build /lipei/dist dist
USER node
CMD ["node", "dist/api/main.js"]

FROM production AS simulators
COPY --from=build /simulators dist/simulators
# A volume takes its owner from the folder it covers.
USER root
RUN install --directory --owner node --group node /data
USER node
CMD ["node", "dist/simulators/main.js"]
