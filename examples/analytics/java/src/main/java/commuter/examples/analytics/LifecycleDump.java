package commuter.examples.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Writes all committed records of {@code passenger.lifecycle} to the standard output, a line of JSON each, and ends.
 * The lines have the fields of {@code kcat -J}.
 */
public final class LifecycleDump {
    private static final String GROUP = "lifecycle-dump";

    private LifecycleDump() {}

    public static void main(String... arguments) throws IOException {
        OutputStream out = new BufferedOutputStream(System.out);
        try (LifecycleLog log = new LifecycleLog(Environment.bootstrapServers(), GROUP)) {
            // It never commits, so each dump begins with the oldest record.
            while (!log.isAtItsEnd()) {
                for (ConsumerRecord<byte[], byte[]> record : log.next()) {
                    out.write(line(record));
                    out.write('\n');
                }
            }
        }
        out.flush();
    }

    private static byte[] line(ConsumerRecord<byte[], byte[]> record) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("topic", record.topic());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("ts", record.timestamp());
        line.put("headers", headers(record));
        line.put("key", text(record.key()));
        line.put("payload", text(record.value()));
        return Json.write(line);
    }

    /** Names and values by turns, as kcat has them. */
    private static List<@Nullable String> headers(ConsumerRecord<byte[], byte[]> record) {
        List<@Nullable String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key());
            headers.add(text(header.value()));
        }
        return headers;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
