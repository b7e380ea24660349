package commuter.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.EventType;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import commuter.standalone.stats.CommittedTopicReader;
import commuter.system.support.KafkaClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;

/**
 * What became of a run's records: each committed one is an event, a result or a dead letter, and there are no others.
 * It keeps only what it compares. Not thread-safe.
 */
public final class Audit implements AutoCloseable {
    private static final Pattern COMMAND_ID = Pattern.compile("\"command_id\":\"(command-[^\"]*)\"");

    private final String run;
    private final CommittedTopicReader reader;
    private final Map<String, Committed> committed = new HashMap<>();
    private final Map<String, Integer> letters = new HashMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final Map<String, Integer> spawned = new HashMap<>();
    private final Map<String, Integer> results = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private int commandEvents;
    private int unreadable;

    /**
     * A record of the run, at all its positions: where its sender wrote it, and where it was repartitioned to.
     *
     * @param usable whether it can be read; it may be rejected nevertheless
     * @param id of the passenger of a request; of a command, null if it does not say
     */
    private record Committed(boolean request, boolean usable, String id, List<String> places) {}

    /** Opens it; what is committed from now on counts. */
    public Audit(String bootstrapServers, String run) {
        this.run = run;
        reader = CommittedTopicReader.fromEnd(
                bootstrapServers,
                List.of(
                        Topics.SPAWN_REQUESTS,
                        Topics.COMMANDS,
                        Topics.LIFECYCLE,
                        Topics.COMMAND_RESULTS,
                        Topics.DEAD_LETTERS));
    }

    /** The number of committed records without a result yet. */
    public long unanswered() {
        reader.catchUp(this::read);
        Map<String, Integer> sent = usableCommands();
        return committed.values().stream()
                        .filter(record -> lettersOf(record) == 0)
                        .filter(record -> !record.usable() || record.request() && !spawned.containsKey(record.id()))
                        .count()
                + sent.entrySet().stream()
                        .mapToInt(
                                command -> Math.max(0, command.getValue() - results.getOrDefault(command.getKey(), 0)))
                        .sum();
    }

    /** The violated guarantees; must be called when no result is outstanding. */
    public List<String> violations() {
        reader.catchUp(this::read);
        List<String> all = new ArrayList<>(violations);
        Map<String, Integer> most = usableCommands();
        committed.forEach((number, record) -> {
            if (lettersOf(record) > 1) {
                all.add(number + " is " + lettersOf(record) + " dead letters");
            }
            if (record.places().size() > 2) {
                all.add(number + " was repartitioned more than once: " + record.places());
            }
            if (!record.request() && record.id() != null && lettersOf(record) > 0) {
                most.merge(record.id(), 1, Integer::sum); // a rejected one may have a result as well
            }
        });
        results.forEach((id, count) -> {
            if (count > most.getOrDefault(id, 0)) {
                all.add("command " + id + " has " + count + " results");
            }
        });
        spawned.entrySet().stream()
                .filter(passenger -> passenger.getValue() > 1)
                .forEach(passenger -> all.add("spawned more than once: " + passenger));
        if (commandEvents != accepted.size()) {
            all.add(accepted.size() + " commands were accepted, and " + commandEvents + " events tell of them");
        }
        return all;
    }

    public int committed() {
        return committed.size();
    }

    /**
     * The number of records that no client can read, including transaction markers and aborted records, which look the
     * same.
     */
    public int unreadable() {
        return unreadable;
    }

    /** The number of dead letters, by the beginning of their reasons. */
    public Map<String, Integer> reasons() {
        return reasons;
    }

    @Override
    public String toString() {
        return committed.size() + " records were committed, "
                + committed.values().stream()
                        .filter(record -> record.places().size() > 1)
                        .count()
                + " of them repartitioned; " + spawned.size() + " passengers, " + accepted.size()
                + " commands accepted, "
                + results.values().stream().mapToInt(count -> count).sum() + " results, " + letters.size()
                + " dead letters: " + reasons;
    }

    @Override
    public void close() {
        reader.close();
    }

    private Map<String, Integer> usableCommands() {
        Map<String, Integer> commands = new HashMap<>();
        committed.values().stream()
                .filter(record -> !record.request() && record.usable() && lettersOf(record) == 0)
                .forEach(record -> commands.merge(record.id(), 1, Integer::sum));
        return commands;
    }

    private int lettersOf(Committed record) {
        return record.places().stream()
                .mapToInt(place -> letters.getOrDefault(place, 0))
                .sum();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.DEAD_LETTERS.name())) {
            readLetter(record);
        } else if (record.topic().equals(Topics.LIFECYCLE.name())) {
            readEvent(Json.read(record.value(), PassengerEvent.class));
        } else if (record.topic().equals(Topics.COMMAND_RESULTS.name())) {
            readResult(Json.read(record.value(), CommandResult.class));
        } else {
            readInput(record);
        }
    }

    private void readInput(ConsumerRecord<byte[], byte[]> record) {
        if (UnreadableRecords.takeReason(record.headers()).isPresent()) {
            unreadable++;
            return;
        }
        String number = KafkaClient.header(record, OddRecords.NUMBER);
        if (number != null && number.startsWith(run)) {
            committed
                    .computeIfAbsent(number, unused -> understand(record))
                    .places()
                    .add(record.topic() + "-" + record.partition() + "@" + record.offset());
        }
    }

    private static Committed understand(ConsumerRecord<byte[], byte[]> record) {
        boolean request = record.topic().equals(Topics.SPAWN_REQUESTS.name());
        try {
            String id = request
                    ? SpawnRequest.read(record.value()).passengerId()
                    : Json.read(record.value(), PassengerCommand.class).commandId();
            return new Committed(request, true, id, new ArrayList<>());
        } catch (InvalidRecordException e) {
            return new Committed(request, false, idOf(record.value()), new ArrayList<>());
        }
    }

    /**
     * The last one that is a text: the reservoir searches like this for what it must answer; it gives up later than a
     * parser.
     */
    private static String idOf(byte[] value) {
        byte[] json = value == null ? new byte[0] : value;
        try {
            String last = Json.MAPPER.readTree(json).path("command_id").asString(null);
            return last == null ? firstIdOf(json) : last;
        } catch (JacksonException e) {
            return firstIdOf(json);
        }
    }

    private static String firstIdOf(byte[] json) {
        Matcher id = COMMAND_ID.matcher(new String(json, UTF_8));
        return id.find() ? id.group(1) : null;
    }

    private void readLetter(ConsumerRecord<byte[], byte[]> letter) {
        String reason = KafkaClient.header(letter, "reason");
        String place = KafkaClient.header(letter, "source_topic") + "-" + KafkaClient.header(letter, "source_partition")
                + "@" + KafkaClient.header(letter, "source_offset");
        letters.merge(place, 1, Integer::sum);
        reasons.merge(reason.split(":", 2)[0], 1, Integer::sum);
        if (reason.startsWith("the reservoir failed")) {
            violations.add(place + " is a dead letter by a fault of the reservoir's own: " + reason);
        }
    }

    private void readResult(CommandResult result) {
        if (!result.reservoir().toString().contains(run)) {
            return;
        }
        results.merge(result.commandId(), 1, Integer::sum);
        // A REFRESH of a row that was not edited changes nothing.
        if (result.outcome() == Outcome.ACCEPTED && result.type() != CommandType.REFRESH) {
            accepted.add(result.reservoir() + " " + result.commandId());
        }
    }

    private void readEvent(PassengerEvent event) {
        String reservoir = event.reservoir().toString();
        if (!reservoir.contains(run)) {
            return;
        }
        Long before = sequences.put(reservoir, event.sequence());
        if (event.sequence() != (before == null ? 1 : before + 1)) {
            violations.add("sequence " + event.sequence() + " of " + reservoir + " follows " + before);
        }
        if (event.type() == EventType.SPAWNED) {
            spawned.merge(event.passenger().passengerId(), 1, Integer::sum);
        } else if (event.type() != EventType.EXPIRED) {
            commandEvents++;
        }
    }
}
