package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas and the records say the same, over values of every kind in every field: what a record writes is valid,
 * what is valid is read, and so what the reader refuses is invalid, as far as a schema can say it.
 */
class SchemaAgreementTest {
    private static final int ROUNDS = 1_000;

    /** What the reader refuses and no schema can. */
    private static final List<Pattern> BEYOND_SCHEMAS = List.of(
            // Schemas count characters, and Java and JavaScript those beyond U+FFFF twice.
            Pattern.compile("has \\d+ characters, at most 255"),
            // To a schema 3.0 is 3.
            Pattern.compile("\\.0|floating-point"),
            // Fields that depend on the value of another.
            Pattern.compile("must be after spawn_time"),
            Pattern.compile("expires_at: .* must be from"),
            Pattern.compile("does not belong to"));

    private final Set<JsonNode> pool = pool();

    static List<Contract> contracts() {
        return Contract.all();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void aSchemaAndItsRecordAgreeOnEveryValueOfEveryField(Contract contract) {
        for (Object example : contract.examples()) {
            JsonNode valid = Json.MAPPER.readTree(Json.write(example));
            assertThat(contract.errors(valid)).isEmpty();
            for (String path : paths(valid, "")) {
                check(contract, with(valid, path, null));
                for (JsonNode value : pool) {
                    check(contract, with(valid, path, value));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theyAgreeOnRecordsThatDifferInSeveralFields(Contract contract) {
        long seed = Long.getLong("commuter.seed", System.nanoTime());
        Random random = new Random(seed);
        List<JsonNode> values = new ArrayList<>(pool);
        List<JsonNode> valid = contract.values();
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode record = valid.get(random.nextInt(valid.size()));
            for (int field = random.nextInt(4); field >= 0; field--) {
                List<String> paths = List.copyOf(paths(record, ""));
                String path = paths.get(random.nextInt(paths.size()));
                record = with(record, path, random.nextInt(5) == 0 ? null : values.get(random.nextInt(values.size())));
                if (!record.isObject() || paths(record, "").isEmpty()) {
                    break;
                }
            }
            check(contract, record);
        }
    }

    private static void check(Contract contract, JsonNode value) {
        List<String> errors = contract.errors(value);
        byte[] json = Json.write(value);
        Object read;
        try {
            read = contract.reader().apply(json);
        } catch (InvalidRecordException refused) {
            if (errors.isEmpty()
                    && BEYOND_SCHEMAS.stream()
                            .noneMatch(
                                    known -> known.matcher(refused.getMessage()).find())) {
                fail("%s allows what the reader refuses with '%s': %s", contract, refused.getMessage(), value);
            }
            return;
        }
        JsonNode written = Json.MAPPER.readTree(Json.write(read));
        assertThat(contract.errors(written))
                // The record takes any count, so that an error in counting stops nobody.
                .filteredOn(error ->
                        contract.schema() != JsonSchema.RESERVOIR_STATS || !error.contains("minimum value of 0"))
                .as("%s: %s is read, and written as %s", contract, value, written)
                .isEmpty();
    }

    /** A copy with another value at a path such as {@code passenger.status}; without the field for null. */
    private static JsonNode with(JsonNode record, String path, JsonNode value) {
        ObjectNode copy = record.deepCopy().asObject();
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        if (dot >= 0) {
            copy.set(name, with(copy.path(name), path.substring(dot + 1), value));
        } else if (value == null) {
            copy.remove(name);
        } else {
            copy.set(name, value);
        }
        return copy;
    }

    private static Set<String> paths(JsonNode record, String before) {
        Set<String> paths = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            paths.add(before + field.getKey());
            if (field.getValue().isObject()) {
                paths.addAll(paths(field.getValue(), before + field.getKey() + '.'));
            }
        }
        return paths;
    }

    /** The values that Strapi and Java have to agree on, whatever their field, and more. */
    private static Set<JsonNode> pool() {
        Set<JsonNode> pool = new LinkedHashSet<>();
        try (InputStream json =
                Objects.requireNonNull(SchemaAgreementTest.class.getResourceAsStream("/value-cases.json"))) {
            Json.MAPPER.readTree(json.readAllBytes()).values().forEach(each -> pool.add(each.path("value")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String more = """
                [null, [], {}, [1], {"a": 1}, 1, 3, 3.0, -1, 1e3, 9223372036854775807, 9223372036854775808, 1e30, -0.0,
                "BOARD", "REFRESH", "ACCEPTED", "REJECTED", "INVALID", "SPAWNED", "STATE_CHANGED", "accepted",
                "route:1A", "depot:D1", "depot: ", "route:\\n", "route:\\u00851A", " route:1A", "1A\\n",
                "PASS_0123456789ABCDEF0123456789ABCDEF\\n", "PASS_0123456789abcdef0123456789abcdef",
                "2026-03-02T07:30:00+01:00", "2026-03-02t07:30:00z", "2026-03-02T07:30Z", "2026-03-02 07:30:00Z",
                "2026-03-02T07:30:00.Z", "2026-03-02T07:30:00.1234567891Z", "2026-03-02T23:59:60Z", "2026-12-31T23:59:60Z",
                "2026-03-02T24:00:00Z", "2026-03-02", "2023-02-29T00:00:00Z", "2199-12-31T23:59:59-01:00",
                "2026-03-02T07:30:00Z\\n", "2026-03-02T07:30:00,250Z", "2026-3-2T07:30:00Z", "2026-04-31T00:00:00Z"]
                """;
        Json.MAPPER.readTree(more.getBytes(UTF_8)).values().forEach(pool::add);
        return pool;
    }
}
