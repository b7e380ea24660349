package commuter.examples.analytics;

import java.time.DateTimeException;
import java.time.ZoneId;

/** The variables with which the programs are told where to work. */
final class Environment {
    private Environment() {}

    /** Kafka's address: {@code KAFKA_BOOTSTRAP}, by default the one of bin/standalone. */
    static String bootstrapServers() {
        return System.getenv().getOrDefault("KAFKA_BOOTSTRAP", "localhost:9092");
    }

    /** The time zone of the hours: {@code ANALYTICS_ZONE}, by default UTC. */
    static ZoneId zone() {
        String zone = System.getenv().getOrDefault("ANALYTICS_ZONE", "UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "ANALYTICS_ZONE=" + zone + " must be a time zone, e.g. America/Barbados", e);
        }
    }

    /** PostgreSQL's address with user and password: {@code JDBC_URL}. */
    static String jdbcUrl() {
        String url = System.getenv("JDBC_URL");
        if (url == null) {
            throw new IllegalArgumentException(
                    "JDBC_URL is missing; e.g. jdbc:postgresql://localhost/analytics?user=analyst&password=...");
        }
        return url;
    }
}
