# The app alone; its servers are named by the environment (see docker-compose.yml). Needs a finished build: ./mvnw package
#   docker build -t cunlu/app .
#   docker build --build-arg BASE_IMAGE=cunlu-local/jdk -t cunlu/app .     without a registry
# No step reaches for the network.
ARG BASE_IMAGE=eclipse-temurin:25-jre
FROM ${BASE_IMAGE}

RUN useradd --user-group --uid 10001 --no-create-home --home-dir /opt/cunlu --shell /usr/sbin/nologin cunlu
COPY ci/app/healthy /opt/cunlu/bin/healthy
COPY app/target/lib/ /opt/cunlu/lib/

WORKDIR /opt/cunlu
USER cunlu
# Measured for a machine of 2 cores that also carries the servers.
ENV LANG=C.UTF-8 \
    CUNLU_PORT=8080 \
    JAVA_OPTS="-Xmx384m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=36 CMD ["/opt/cunlu/bin/healthy"]
ENTRYPOINT ["/bin/sh", "-c", "exec java $JAVA_OPTS --enable-native-access=ALL-UNNAMED -cp '/opt/cunlu/lib/*' org.cunlu.app.Cunlu \"$@\"", "cunlu"]
CMD ["serve"]
