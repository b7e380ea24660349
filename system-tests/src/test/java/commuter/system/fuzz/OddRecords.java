package commuter.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.CommandType;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.testing.SomePassenger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes requests and commands. About four in ten have one unusual part: timestamp, partition, key, value or headers.
 * The same random numbers make the same unusual parts, with other ids. For one thread.
 */
public final class OddRecords {
    /** The header that distinguishes the records from others', and from each other. */
    static final String NUMBER = "fuzz_number";

    private static final long NO_TIMESTAMP = -1;
    private static final List<Long> TIMESTAMPS =
            List.of(NO_TIMESTAMP, 0L, 1L, 946_684_800_000L, 1_800_000_000L, 253_402_300_800_000L, Long.MAX_VALUE);

    /** Replacements for a field's value, as JSON. */
    private static final List<String> ODD_VALUES = List.of(
            // texts
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"BUS\\u001b[2J\"",
            "\"\\ud83d\"",
            "\"\\u00a0\"",
            "\"Holetown\"",
            "\"a/b;c%d\\\\e\"",
            "\"" + "x".repeat(255) + "\"",
            "\"" + "x".repeat(256) + "\"",
            "\"" + "y".repeat(70_000) + "\"",
            // instants
            "\"+1000000000-12-31T23:59:59.999999999Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:45:00Z\"",
            "\"2199-12-31T23:45:00Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"2026-11-27T10:00:00.123456789+14:00\"",
            "\"noon\"",
            // numbers
            "1e400",
            "-1e400",
            "1e-400",
            "1" + "0".repeat(1_100),
            "99999999999999999999",
            "NaN",
            "999",
            "0.1",
            "-0",
            "3",
            // other JSON values
            "null",
            "true",
            "[]",
            "[[1]]",
            "{}",
            "");

    private static final List<String> FIELDS = List.of(
            "passenger_id",
            "reservoir",
            "route_id",
            "depot_id",
            "direction",
            "latitude",
            "destination_lon",
            "destination_name",
            "spawn_time",
            "expires_at",
            "priority",
            "command_id",
            "type",
            "vehicle_id",
            "issued_at");

    private final Random random;
    private final String run;
    private final List<ReservoirId> reservoirs;
    private final List<SpawnRequest> requests = new ArrayList<>();
    private final List<String> commandIds = new ArrayList<>();
    private long number;

    /** @param run distinguishes the records and reservoirs of one run from those of others */
    public OddRecords(Random random, String run) {
        this.random = random;
        this.run = run;
        this.reservoirs = IntStream.range(0, 30)
                .mapToObj(n -> n % 5 == 0 ? ReservoirId.depot(run + "/" + n) : ReservoirId.route(run + ";" + n))
                .toList();
    }

    /** A record that is small in transit because it is compressed, and has this many bytes here. */
    public ProducerRecord<byte[], byte[]> inflating(int bytes) {
        byte[] key = any(reservoirs).toString().getBytes(UTF_8);
        return new ProducerRecord<>(
                Topics.COMMANDS.name(), null, null, key, "z".repeat(bytes).getBytes(UTF_8), headers());
    }

    ProducerRecord<byte[], byte[]> next() {
        return random.nextBoolean() ? request() : command();
    }

    private ProducerRecord<byte[], byte[]> request() {
        boolean repeated = !requests.isEmpty() && random.nextInt(20) == 0;
        SpawnRequest request = repeated
                ? any(requests)
                : SomePassenger.of(any(reservoirs))
                        .to("Holetown")
                        .until(Instant.now().plusSeconds(7 * 3600))
                        .withPriority(2)
                        .request();
        requests.add(request);
        return record(Topics.SPAWN_REQUESTS.name(), request.reservoir(), request);
    }

    private ProducerRecord<byte[], byte[]> command() {
        boolean known = !requests.isEmpty() && random.nextInt(5) > 0;
        SpawnRequest passenger =
                known ? any(requests) : SomePassenger.of(any(reservoirs)).request();
        boolean reused = !commandIds.isEmpty() && random.nextInt(20) == 0;
        String id = reused ? any(commandIds) : "command-" + UUID.randomUUID();
        commandIds.add(id);
        PassengerCommand command = new PassengerCommand(
                id,
                any(List.of(CommandType.values())),
                passenger.passengerId(),
                passenger.reservoir(),
                "BUS-" + random.nextInt(3),
                Instant.now(),
                null);
        return record(Topics.COMMANDS.name(), command.reservoir(), command);
    }

    private ProducerRecord<byte[], byte[]> record(String topic, ReservoirId reservoir, Object content) {
        byte[] key = reservoir.toString().getBytes(UTF_8);
        byte[] value = Json.write(content);
        Headers headers = headers();
        int odd = random.nextInt(20);
        if (odd >= 6 && odd < 8) {
            addOddOnes(headers);
        }
        long timestamp = odd < 2 ? any(TIMESTAMPS) : System.currentTimeMillis();
        return new Stamped(
                topic,
                random.nextInt(4) == 0 ? random.nextInt(Topics.DEFAULT_PARTITIONS) : null,
                timestamp,
                odd == 2 ? oddKey(key) : key,
                odd >= 3 && odd < 6 ? oddValue(value) : value,
                headers);
    }

    private byte[] oddKey(byte[] key) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> bytes(20);
            case 3 -> bytes(1_024 + random.nextInt(2));
            case 4 -> "route:another".getBytes(UTF_8);
            default -> new byte[200_000 + key.length];
        };
    }

    private byte[] oddValue(byte[] value) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> bytes(200);
            case 3 -> "[".repeat(50_000).getBytes(UTF_8);
            case 4 -> "[{},{},{}]".getBytes(UTF_8);
            case 5 -> Arrays.copyOf(value, value.length / 2);
            case 6 -> withOneBitTurned(value);
            case 7 -> padded(value, random.nextInt(100_000));
            // Records near the reservoir's limit pass the broker's limit when they are compressed.
            case 8 -> random.nextInt(20) == 0 ? padded(value, 2 * 1024 * 1024 + random.nextInt(3) - 1) : value;
            default -> withOddField(value);
        };
    }

    private byte[] withOneBitTurned(byte[] value) {
        byte[] turned = value.clone();
        turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
        return turned;
    }

    /** With this many bytes in total, in an unknown field. */
    private static byte[] padded(byte[] value, int size) {
        String field = ",\"unknown\":\"\"}";
        int missing = Math.max(0, size - value.length - field.length() + 1);
        return (new String(value, UTF_8).substring(0, value.length - 1)
                        + field.replace("\"\"", "\"" + "x".repeat(missing) + "\""))
                .getBytes(UTF_8);
    }

    /** One field has another value, or another name, or appears twice. */
    private byte[] withOddField(byte[] value) {
        String field = "\"(" + any(FIELDS) + ")\":(\"[^\"]*\"|[^,}]*)";
        String odd = Matcher.quoteReplacement(any(ODD_VALUES));
        String replacement = switch (random.nextInt(6)) {
            case 0 -> "\"unknown\":$2";
            case 1 -> "\"$1\":$2,\"$1\":" + odd;
            default -> "\"$1\":" + odd;
        };
        return new String(value, UTF_8).replaceFirst(field, replacement).getBytes(UTF_8);
    }

    private Headers headers() {
        return new RecordHeaders().add(NUMBER, (run + ":" + number++).getBytes(UTF_8));
    }

    private void addOddOnes(Headers headers) {
        switch (random.nextInt(6)) {
            case 0 -> headers.add("", null).add("traceparent", null);
            case 1 -> headers.add("traceparent", bytes(100)).add("\u00e4\u0000\ud83d", bytes(10));
            case 2 -> headers.add("traceparent", new byte[70_000]);
            case 3 -> headers.add("large", new byte[300_000]);
            case 4 -> IntStream.range(0, 3_000).forEach(n -> headers.add("h" + n % 100, null));
            default ->
                headers.add("replay_of", bytes(8))
                        .add("source_offset", "abc".getBytes(UTF_8))
                        .add("source_topic", null)
                        .add("reason", null)
                        .add("ce_type", bytes(8))
                        .add("commuter_claimed_timestamp", new byte[0]);
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A record without a timestamp. Kafka's own class refuses to make one, but clients in other languages can. */
    private static final class Stamped extends ProducerRecord<byte[], byte[]> {
        private final long timestamp;

        Stamped(String topic, Integer partition, long timestamp, byte[] key, byte[] value, Headers headers) {
            super(topic, partition, null, key, value, headers);
            this.timestamp = timestamp;
        }

        @Override
        public Long timestamp() {
            return timestamp;
        }
    }
}
