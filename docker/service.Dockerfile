# One of the three services: docker build -f docker/service.Dockerfile --build-arg SERVICE=reservoir-service .
FROM maven:3-eclipse-temurin-17 AS build
ARG SERVICE
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$SERVICE" -am package \
    && mv "$SERVICE/target/$SERVICE.jar" service.jar \
    && java -Djarmode=tools -jar service.jar extract --layers --destination layers

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home --home-dir /var/lib/commuter commuter
WORKDIR /opt/commuter
COPY docker/is-ready /usr/local/bin/is-ready
# What changes least comes first, so that a new version of the service is a small layer.
COPY --from=build /source/layers/dependencies/ ./
COPY --from=build /source/layers/spring-boot-loader/ ./
COPY --from=build /source/layers/snapshot-dependencies/ ./
COPY --from=build /source/layers/application/ ./
USER commuter
# glibc would keep what was freed in an arena for each thread, and the memory outside of the heap would grow without end.
ENV MALLOC_ARENA_MAX=2
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "service.jar"]
