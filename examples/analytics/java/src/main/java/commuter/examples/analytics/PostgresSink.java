package commuter.examples.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.PassengerEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Copies the events of {@code passenger.lifecycle} to PostgreSQL, into the table of {@code postgres/tables.sql}. With
 * the argument {@code --once} it ends when it has what was there at its start.
 *
 * <p>It commits first to PostgreSQL and then to Kafka. After a crash it reads the last records again, and these change
 * nothing: an event's id is the table's primary key. So two of them at a time do no harm either.
 */
public final class PostgresSink {
    private static final String GROUP = "postgres-sink";
    private static final String INSERT =
            "INSERT INTO lifecycle_events (event_id, event) VALUES (?, ?::jsonb) ON CONFLICT (event_id) DO NOTHING";

    private PostgresSink() {}

    public static void main(String... arguments) throws SQLException {
        boolean once = Arrays.asList(arguments).contains("--once");
        String group = System.getenv().getOrDefault("KAFKA_GROUP", GROUP);
        try (LifecycleLog log = new LifecycleLog(Environment.bootstrapServers(), group);
                Connection database = DriverManager.getConnection(Environment.jdbcUrl());
                PreparedStatement insert = database.prepareStatement(INSERT)) {
            database.setAutoCommit(false);
            while (!(once && log.isAtItsEnd())) {
                add(log.next(), insert);
                insert.executeBatch();
                database.commit();
                log.commit();
            }
        }
    }

    private static void add(List<ConsumerRecord<byte[], byte[]>> records, PreparedStatement insert)
            throws SQLException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                PassengerEvent event = Json.read(record.value(), PassengerEvent.class);
                insert.setString(1, event.eventId());
                insert.setString(2, new String(Json.write(event), UTF_8));
                insert.addBatch();
            } catch (InvalidRecordException e) {
                System.err.println("Left out, since it is no event: partition " + record.partition() + ", offset "
                        + record.offset() + ": " + e.getMessage());
            }
        }
    }
}
