package commuter.standalone.conformance;

import commuter.schemas.CommandType;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks for a client, and what it reports. Not thread-safe. */
final class Dialogue implements AutoCloseable {
    private static final String VEHICLE = "BUS-1";

    private final Stage stage;
    private final String bootstrapServers;
    private final List<String> command;
    private final Duration patience;
    private final Consumer<String> errors;
    private final Map<String, Task> tasks = new HashMap<>();
    private final List<String> earlierLines = new ArrayList<>();
    private ConductorProcess client;

    /**
     * Starts the client.
     *
     * @param patience how long to wait for each report
     * @param errors takes what the client writes to its standard error, on another thread
     * @throws IOException when the client cannot be started
     */
    Dialogue(Stage stage, String bootstrapServers, List<String> command, Duration patience, Consumer<String> errors)
            throws IOException {
        this.stage = stage;
        this.bootstrapServers = bootstrapServers;
        this.command = command;
        this.patience = patience;
        this.errors = errors;
        this.client = ConductorProcess.start(command, bootstrapServers, errors);
    }

    /** To board a passenger of the run's reservoir. */
    Task board(String passengerId) {
        return task(CommandType.BOARD, passengerId, stage.reservoir(), VEHICLE);
    }

    /** To alight, cancel or reinstate a passenger of the run's reservoir. */
    Task task(CommandType type, String passengerId) {
        return task(type, passengerId, stage.reservoir(), type == CommandType.ALIGHT ? VEHICLE : null);
    }

    /** To board a passenger as if they belonged to this reservoir. */
    Task board(String passengerId, ReservoirId reservoir) {
        return task(CommandType.BOARD, passengerId, reservoir, VEHICLE);
    }

    private Task task(CommandType type, String passengerId, ReservoirId reservoir, @Nullable String vehicleId) {
        return new Task(type, stage.commandId(), passengerId, reservoir, vehicleId, null);
    }

    /** Gives the client a task. */
    Task give(Task task) {
        tasks.put(task.commandId(), task);
        client.send(task.line());
        return task;
    }

    /** Waits until the client reports a result, and says which; or why none has come. */
    String outcome(Task task) {
        boolean inTime = await(() -> find(task).isPresent());
        Optional<ReportedResult> found = find(task);
        if (found.isPresent()) {
            return found.get().outcome();
        }
        return inTime
                ? "nothing; the client has ended with status " + client.status()
                : "nothing within " + patience.toSeconds() + " s" + whatIsThere(task);
    }

    /** Waits for a condition, or for the end of the client; returns whether one of them comes in time. */
    boolean await(BooleanSupplier condition) {
        return stage.await(patience, () -> condition.getAsBoolean() || client.hasEnded());
    }

    /** How far the command got that is not reported. */
    private String whatIsThere(Task task) {
        TopicRecords records = stage.records();
        if (!records.hasCommand(task.commandId())) {
            return ", and no command on " + Topics.COMMANDS.name();
        }
        return records.refusal(task.commandId())
                .map(reason -> ", and the command is a dead letter: " + reason)
                .orElse(records.hasResult(task.commandId()) ? ", though the result is on its topic" : "");
    }

    private Optional<ReportedResult> find(Task task) {
        return reported()
                .filter(result -> result.commandId().equals(task.commandId()))
                .findFirst();
    }

    /** What the running client has reported, in order. */
    Stream<ReportedResult> reported() {
        return client.lines().stream().flatMap(line -> ReportedResult.read(line).stream());
    }

    /** All that the running client has reported of a task, and how often. */
    String outcomes(Task task) {
        List<String> outcomes = reported()
                .filter(result -> result.commandId().equals(task.commandId()))
                .map(ReportedResult::outcome)
                .toList();
        return switch (outcomes.size()) {
            case 0 -> "nothing";
            case 1 -> outcomes.get(0) + ", once";
            default -> String.join(" and ", outcomes);
        };
    }

    /** The lines that are no results of the tasks, also those of killed clients. */
    Stream<String> strangeLines() {
        return Stream.concat(earlierLines.stream(), client.lines().stream())
                .filter(line -> ReportedResult.read(line)
                        .map(result -> !tasks.containsKey(result.commandId()))
                        .orElse(true));
    }

    /** The task that a command on the topic is about; empty for commands of others. */
    Optional<Task> taskOf(SentCommand sent) {
        return tasks.values().stream()
                .filter(task -> sent.tells(task.commandId()))
                .findFirst();
    }

    /** Kills the client and starts it anew. */
    void restart() throws IOException {
        client.kill();
        earlierLines.addAll(client.lines());
        client = ConductorProcess.start(command, bootstrapServers, errors);
    }

    /** Ends the client's input, and tells how the client ends. */
    String end() throws InterruptedException {
        return client.finish(patience) ? "status " + client.status() : "it runs on";
    }

    @Override
    public void close() {
        client.close();
    }
}
