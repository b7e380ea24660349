package commuter.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The contract in JSON Schema 2020-12, for readers in any language: one schema for the value of each topic, and one for
 * the headers of dead letters. The files are the resources {@code /schemas/*.json}, and tests hold them against the
 * records. Thread-safe.
 */
public enum JsonSchema {
    SPAWN_REQUEST,
    PASSENGER_COMMAND,
    PASSENGER_EVENT,
    COMMAND_RESULT,
    RESERVOIR_STATS,
    /** Of the headers of {@code passenger.dead-letters}, whose values are the bytes of other records. */
    DEAD_LETTER_HEADERS,
    /** What the others refer to; no topic has it. */
    DEFINITIONS;

    /** Counts the changes after which older readers or writers fail. To add optional fields is no such change. */
    public static final int VERSION = 1;

    private final String fileName = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    private final String uri = "https://commuter.example/schemas/v" + VERSION + '/' + fileName;

    /** The schema of a file, e.g. {@code spawn-request.json}. */
    public static Optional<JsonSchema> inFile(String fileName) {
        return Arrays.stream(values())
                .filter(schema -> schema.fileName.equals(fileName))
                .findFirst();
    }

    /** E.g. {@code spawn-request.json}. */
    public String fileName() {
        return fileName;
    }

    /** What names the schema and its version: its {@code $id}, and the header {@code ce_dataschema}. */
    public String uri() {
        return uri;
    }

    /** The topics whose records it describes. */
    public List<Topic<?, ?>> topics() {
        return switch (this) {
            case SPAWN_REQUEST -> List.of(Topics.SPAWN_REQUESTS);
            case PASSENGER_COMMAND -> List.of(Topics.COMMANDS);
            case PASSENGER_EVENT ->
                List.of(
                        Topics.LIFECYCLE,
                        Topics.SPAWNED,
                        Topics.BOARDED,
                        Topics.ALIGHTED,
                        Topics.CANCELLED,
                        Topics.EXPIRED);
            case COMMAND_RESULT -> List.of(Topics.COMMAND_RESULTS);
            case RESERVOIR_STATS -> List.of(Topics.RESERVOIR_STATS);
            case DEAD_LETTER_HEADERS -> List.of(Topics.DEAD_LETTERS);
            case DEFINITIONS -> List.of();
        };
    }

    /** The file's text in UTF-8. */
    public byte[] json() {
        try (InputStream file =
                Objects.requireNonNull(JsonSchema.class.getResourceAsStream("/schemas/" + fileName), fileName)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
