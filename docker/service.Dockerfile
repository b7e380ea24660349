# One of the three services: docker build -f docker/service.Dockerfile --build-arg SERVICE=reservoir-service .
# How the base images are renewed is in docs/operations.md.
FROM maven:3-eclipse-temurin-17 AS build
ARG SERVICE
WORKDIR /source
COPY . .
# Locked: three services are built at the same time, and Maven's repository takes one writer.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$SERVICE" -am package \
    && mv "$SERVICE/target/$SERVICE.jar" service.jar \
    && java -Djarmode=tools -jar service.jar extract --layers --destination layers

FROM eclipse-temurin:17-jre
# By number, since Kubernetes lets nobody run whose number it does not know.
RUN groupadd --system --gid 10001 commuter \
    && useradd --system --uid 10001 --gid 10001 --create-home --home-dir /var/lib/commuter commuter
WORKDIR /opt/commuter
COPY docker/is-ready /usr/local/bin/is-ready
# What changes least comes first, so that a new version of the service is a small layer.
COPY --from=build /source/layers/dependencies/ ./
COPY --from=build /source/layers/spring-boot-loader/ ./
COPY --from=build /source/layers/snapshot-dependencies/ ./
COPY --from=build /source/layers/application/ ./
COPY docker/jvm.options ./
# Archives the classes of a start, which makes the next one faster. This one ends before anything is connected, and the reservoir where
# it cannot: there is neither Kafka nor Redis nor Strapi, and the token is for nobody. What counts is the archive.
RUN COMMUTER_STRAPI_TOKEN=only-for-the-archive-of-classes \
    java -XX:ArchiveClassesAtExit=classes.jsa -Xlog:cds=off -Xlog:cds+dynamic=off \
    -Dspring.main.lazy-initialization=true -Dspring.context.exit=onRefresh -jar service.jar \
    || [ -s classes.jsa ]
USER 10001:10001
# glibc would keep what was freed in an arena for each thread, and the memory outside of the heap would grow without end.
ENV MALLOC_ARENA_MAX=2
ENTRYPOINT ["java", "@/opt/commuter/jvm.options", "-jar", "service.jar"]
