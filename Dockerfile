# iris-pgwire in a container: docker build -t iris-pgwire . && docker run -p 5432:5432 iris-pgwire
# The root file system may be read-only: docker run --read-only --tmpfs /tmp -v data:/data ...

FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=optional --ignore-scripts
COPY . .
RUN npm run package:ipm

# The vendor's driver is fetched where the image is made: it is not ours to give away.
FROM node:24-slim AS driver
WORKDIR /driver
COPY package.json package-lock.json ./
RUN node --eval "const { optionalDependencies } = require('./package.json'); require('fs').writeFileSync('package.json', JSON.stringify({ dependencies: optionalDependencies }))" \
    && rm package-lock.json \
    && npm install --no-audit --no-fund --ignore-scripts

FROM node:24-slim
LABEL org.opencontainers.image.title="iris-pgwire" \
      org.opencontainers.image.description="PostgreSQL clients for InterSystems IRIS" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    PGWIRE_HOST=0.0.0.0 \
    PGWIRE_AUTH_METHOD=scram-sha-256 \
    PGWIRE_AUTH_FILE=/run/secrets/userlist \
    PGWIRE_EMBEDDED_PATH=/data \
    PGWIRE_IRIS_DRIVER=/opt/driver
COPY --from=driver /driver/node_modules/@intersystems/intersystems-iris-native /opt/driver
COPY --from=driver /driver/node_modules /opt/driver/node_modules
COPY --from=build /build/build/gateway /opt/iris-pgwire
RUN mkdir /data && chown node:node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 5432
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "/opt/iris-pgwire/iris-pgwire.js", "status"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/opt/iris-pgwire/iris-pgwire.js"]
CMD ["serve"]
