package commuter.reservoir.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What an operator corrects in one dead letter. It is checked by the reservoir's own rules, so that it is not refused
 * again.
 */
final class Correction {
    @Option(names = "--value", paramLabel = "FILE", description = "for one letter: send this file's content instead")
    private @Nullable Path value;

    @Option(names = "--key", paramLabel = "KEY", description = "for one letter: send it under this key")
    private @Nullable String key;

    boolean isGiven() {
        return value != null || key != null;
    }

    DeadLetter of(DeadLetter letter) {
        if (!isGiven()) {
            return letter;
        }
        DeadLetter corrected =
                letter.corrected(key == null ? null : key.getBytes(UTF_8), value == null ? null : content(value));
        try {
            check(corrected);
        } catch (InvalidRecordException e) {
            throw new RefusedCommandException(
                    letter.place() + " would not be accepted like this either: " + e.getMessage());
        }
        return corrected;
    }

    private static void check(DeadLetter letter) {
        String reservoir = letter.sourceTopic().equals(Topics.COMMANDS.name())
                ? Json.read(letter.value(), PassengerCommand.class).reservoir().toString()
                : Json.read(letter.value(), SpawnRequest.class).reservoir().toString();
        String found = letter.key() == null ? "" : new String(letter.key(), UTF_8);
        if (!found.equals(reservoir)) {
            throw new InvalidRecordException(
                    "key", "'" + found + "' must be the record's reservoir, " + reservoir + " (--key)");
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RefusedCommandException("--value " + file + " cannot be read: " + e);
        }
    }
}
