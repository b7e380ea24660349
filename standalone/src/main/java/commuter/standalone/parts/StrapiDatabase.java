package commuter.standalone.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The database of Strapi. */
public sealed interface StrapiDatabase {

    /** The environment variables with which Strapi uses it. */
    Map<String, String> environment();

    /** One file; nothing to install. */
    record Sqlite(Path file) implements StrapiDatabase {
        @Override
        public Map<String, String> environment() {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "DATABASE_CLIENT",
                    "sqlite",
                    "DATABASE_FILENAME",
                    file.toAbsolutePath().toString());
        }
    }

    /** An existing PostgreSQL server. */
    record Postgres(String host, int port, String name, String username, String password) implements StrapiDatabase {
        @Override
        public Map<String, String> environment() {
            return Map.of(
                    "DATABASE_CLIENT", "postgres",
                    "DATABASE_HOST", host,
                    "DATABASE_PORT", Integer.toString(port),
                    "DATABASE_NAME", name,
                    "DATABASE_USERNAME", username,
                    "DATABASE_PASSWORD", password);
        }

        @Override
        public String toString() {
            return "Postgres[" + host + ":" + port + "/" + name + " as " + username + "]";
        }
    }
}
