package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import commuter.schemas.CommandType;
import commuter.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Puts one client to the test, rule by rule. Not thread-safe. */
final class Trial {
    /** How many passengers all rules together need. */
    static final int PASSENGERS = 12;

    private static final String ACCEPTED = "ACCEPTED";
    private static final String ONCE = "ACCEPTED, once";
    private static final String NO_MISTAKE = "no mistake";

    /** The rules that look at everything that was sent and reported before, or end the client. */
    private static final Set<Rule> AT_THE_END =
            EnumSet.of(Rule.KEY, Rule.PARTITION, Rule.RECORD, Rule.OTHERS, Rule.END);

    private final Stage stage;
    private final Dialogue client;
    private final CommandRecords contract = new CommandRecords();

    /** @param stage with {@link #PASSENGERS} who wait */
    Trial(Stage stage, Dialogue client) {
        this.stage = stage;
        this.client = client;
    }

    /** The verdicts on some rules, in their order. {@link Rule#RESULT} is always judged, and first. */
    List<Verdict> judge(Set<Rule> wanted) throws IOException, InterruptedException {
        Map<Rule, Verdict> verdicts = new EnumMap<>(Rule.class);
        verdicts.put(Rule.RESULT, judge(Rule.RESULT));
        for (boolean atTheEnd : List.of(false, true)) {
            for (Rule rule : wanted) {
                if (rule != Rule.RESULT && AT_THE_END.contains(rule) == atTheEnd) {
                    verdicts.put(rule, judge(rule));
                }
            }
        }
        return List.copyOf(verdicts.values());
    }

    private Verdict judge(Rule rule) throws IOException, InterruptedException {
        return switch (rule) {
            case RESULT -> verdict(rule, ACCEPTED, client.board(stage.passenger()));
            case KEY -> key();
            case PARTITION -> partition();
            case RECORD -> record();
            case TWICE -> twice();
            case LATE ->
                verdict(
                        rule,
                        "REJECTED EXPIRED_COMMAND",
                        client.board(stage.passenger())
                                .expiring(Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS)));
            case RESERVOIR ->
                verdict(rule, "REJECTED WRONG_RESERVOIR", client.board(stage.passenger(), stage.otherReservoir()));
            case TAKEN -> verdict(rule, "REJECTED ALREADY_BOARDED", client.board(takenPassenger()));
            case UNKNOWN -> verdict(rule, "REJECTED UNKNOWN_PASSENGER", client.board(Stage.newPassengerId()));
            case ORDER -> order();
            case COMMITTED -> committed();
            case RESTART -> restart();
            case OTHERS -> others();
            case END -> end();
        };
    }

    /** Gives a task and compares the result that is reported. */
    private Verdict verdict(Rule rule, String expected, Task task) {
        return Verdict.compare(rule, expected, client.outcome(client.give(task)));
    }

    private Verdict key() {
        String wrong = mistakes((sent, task) -> task.reservoir().toString().equals(sent.key())
                ? Stream.empty()
                : Stream.of(sent.key() + " for a passenger of " + task.reservoir()));
        return Verdict.compare(Rule.KEY, NO_MISTAKE, wrong);
    }

    private Verdict partition() {
        // So that there are several, whichever rules were chosen.
        client.outcome(client.give(client.board(Stage.newPassengerId())));
        client.outcome(client.give(client.board(Stage.newPassengerId())));
        Set<Integer> partitions = partitions();
        int kafkas = kafkasChoice();
        String came = partitions.stream().map(String::valueOf).collect(joining(" and ", "partition ", ""));
        if (partitions.size() == 1 && !partitions.contains(kafkas)) {
            came += "; Kafka's own clients choose " + kafkas + ", to which the reservoir copies the commands";
        }
        return new Verdict(Rule.PARTITION, partitions.size() == 1, "one partition", came);
    }

    private Verdict record() {
        return Verdict.compare(
                Rule.RECORD, NO_MISTAKE, mistakes((sent, task) -> contract.errors(sent.value(), task).stream()));
    }

    private Verdict twice() {
        Task task = client.give(client.board(stage.passenger()));
        client.outcome(task);
        client.give(task);
        // Its result is behind the one of the repeated command, so a second report would be here before it.
        client.outcome(client.give(client.board(stage.passenger())));
        return Verdict.compare(Rule.TWICE, ONCE, client.outcomes(task));
    }

    private String takenPassenger() {
        String passenger = stage.passenger();
        String other = stage.boardByAnother(passenger);
        client.await(() -> stage.records().hasResult(other));
        return passenger;
    }

    private Verdict order() {
        String passenger = stage.passenger();
        List<Task> ordered = Stream.of(
                        client.task(CommandType.CANCEL, passenger),
                        client.task(CommandType.REINSTATE, passenger),
                        client.board(passenger),
                        client.task(CommandType.ALIGHT, passenger))
                .toList();
        ordered.forEach(client::give);
        ordered.forEach(client::outcome);
        String expected =
                ordered.stream().map(task -> task.type() + " " + ACCEPTED).collect(joining(", "));
        String came = client.reported()
                .flatMap(result -> ordered.stream()
                        .filter(task -> task.commandId().equals(result.commandId()))
                        .map(task -> task.type() + " " + result.outcome()))
                .collect(joining(", "));
        return Verdict.compare(Rule.ORDER, expected, came.isEmpty() ? "nothing" : came);
    }

    /**
     * The command stays undecided behind an open transaction, while a forged result is written and aborted. So a client
     * that reads what is not committed sees the forged one first.
     */
    private Verdict committed() {
        Task task = client.board(stage.passenger());
        String key = task.reservoir().toString();
        Integer partition = partitions().stream().findFirst().orElse(kafkasChoice());
        try (AbortedTransaction obstacle = stage.transaction()) {
            obstacle.write(Topics.COMMANDS.name(), partition, key, "{}".getBytes(UTF_8));
            client.give(task);
            client.await(() -> stage.records().hasCommand(task.commandId()));
            try (AbortedTransaction forgery = stage.transaction()) {
                forgery.write(Topics.COMMAND_RESULTS.name(), null, key, stage.forgedResult(task));
            }
        }
        client.outcome(task);
        return Verdict.compare(Rule.COMMITTED, ONCE, client.outcomes(task));
    }

    private Verdict restart() throws IOException {
        Task task = client.give(client.board(stage.passenger()));
        client.await(() -> stage.records().hasResult(task.commandId()));
        client.restart();
        client.outcome(client.give(task));
        long boardings = stage.records().boardings(task.passengerId());
        return Verdict.compare(
                Rule.RESTART, ONCE + "; boardings: 1", client.outcomes(task) + "; boardings: " + boardings);
    }

    private Verdict others() {
        takenPassenger();
        client.outcome(client.give(client.board(stage.passenger())));
        String strange = client.strangeLines().limit(3).collect(joining("; "));
        return Verdict.compare(Rule.OTHERS, "no other lines", strange.isEmpty() ? "no other lines" : strange);
    }

    private Verdict end() throws InterruptedException {
        Task task = client.give(client.board(stage.passenger()));
        String end = client.end();
        return Verdict.compare(Rule.END, ONCE + "; status 0", client.outcomes(task) + "; " + end);
    }

    /** What is wrong with the commands that the client has sent. */
    private String mistakes(BiFunction<SentCommand, Task, Stream<String>> check) {
        String found = stage.records().commands().stream()
                .flatMap(sent -> client.taskOf(sent).stream().flatMap(task -> check.apply(sent, task)))
                .distinct()
                .collect(joining("; "));
        return found.isEmpty() ? NO_MISTAKE : found;
    }

    /** Where the client sent the commands of the reservoir. */
    private Set<Integer> partitions() {
        List<SentCommand> own = stage.records().commands().stream()
                .filter(sent -> client.taskOf(sent)
                        .filter(task -> task.reservoir().equals(stage.reservoir()))
                        .isPresent())
                .toList();
        return SentCommand.originalPartitions(own, kafkasChoice());
    }

    private int kafkasChoice() {
        return Topics.partitionOf(
                stage.reservoir().toString().getBytes(UTF_8), stage.records().partitions());
    }
}
