package commuter.reservoir.deadletters;

import commuter.schemas.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Sends dead letters to the topics they came from, with their own key, value and headers. Each is sent"
                        + " once, however often this is called, unless --again is given.%n")
final class ReplayCommand implements Runnable {
    private static final Set<String> SOURCES = Set.of(Topics.SPAWN_REQUESTS.name(), Topics.COMMANDS.name());

    private final Operator operator;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PARTITION:OFFSET",
            arity = "0..*",
            description = "the letters to send, as 'list' shows them; without any, those that the filters choose")
    private List<String> places = new ArrayList<>();

    @Mixin
    private final DeadLetterFilter filter = new DeadLetterFilter();

    @Option(names = "--all", description = "every letter, without a filter")
    private boolean all;

    @Mixin
    private final Correction correction = new Correction();

    @Option(names = "--again", description = "those that were replayed before, too")
    private boolean again;

    @Mixin
    private final SafetyOptions safety = new SafetyOptions();

    @Mixin
    private final KafkaAccess kafka = new KafkaAccess();

    ReplayCommand(Operator operator) {
        this.operator = operator;
    }

    @Override
    public void run() {
        requireOneChoice();
        Set<DeadLetterPosition> wanted =
                places.stream().map(DeadLetterPosition::parse).collect(Collectors.toSet());
        if (safety.isDryRun()) {
            show(choose(wanted));
            return;
        }
        try (Replayer replayer = new Replayer(kafka.producer())) {
            replayer.begin();
            List<DeadLetter> chosen = choose(wanted);
            show(chosen);
            if (!chosen.isEmpty() && safety.allows(operator, "Send " + chosen.size() + "?")) {
                replayer.send(chosen);
                say("Sent " + chosen.size() + ".");
            }
        }
    }

    private void requireOneChoice() {
        int ways = (places.isEmpty() ? 0 : 1) + (filter.isGiven() ? 1 : 0) + (all ? 1 : 0);
        if (ways != 1) {
            throw new RefusedCommandException(
                    "Name letters as PARTITION:OFFSET, or give a filter such as --reason, or --all.");
        }
        if (correction.isGiven() && places.size() != 1) {
            throw new RefusedCommandException("--value and --key correct one letter: name it as PARTITION:OFFSET.");
        }
    }

    private List<DeadLetter> choose(Set<DeadLetterPosition> wanted) {
        try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
            List<DeadLetter> found = new DeadLetterTopic(consumer)
                    .letters(letter -> wanted.isEmpty() ? filter.matches(letter) : wanted.contains(letter.place()));
            requireFound(wanted, found);
            List<DeadLetter> sendable = found.stream()
                    .filter(letter -> again || letter.replayedAt() == null)
                    .toList();
            if (sendable.size() < found.size()) {
                say((found.size() - sendable.size())
                        + " were replayed before and are left out (--again sends them, too).");
            }
            return filter.newest(whole(sendable)).stream()
                    .map(ReplayCommand::requireSource)
                    .map(correction::of)
                    .toList();
        }
    }

    private static void requireFound(Set<DeadLetterPosition> wanted, List<DeadLetter> found) {
        Set<DeadLetterPosition> missing = new TreeSet<>(Comparator.comparing(DeadLetterPosition::toString));
        missing.addAll(wanted);
        found.forEach(letter -> missing.remove(letter.place()));
        if (!missing.isEmpty()) {
            throw new RefusedCommandException("There is no dead letter at "
                    + missing.stream().map(DeadLetterPosition::toString).collect(Collectors.joining(", ")) + ".");
        }
    }

    private static DeadLetter requireSource(DeadLetter letter) {
        if (!SOURCES.contains(letter.sourceTopic())) {
            throw new RefusedCommandException(letter.place() + " came from '" + letter.sourceTopic()
                    + "', to which nothing can be replayed. Leave it out, or choose with --topic.");
        }
        return letter;
    }

    /** A part of a record would be another record, unless an operator has given the complete content. */
    private List<DeadLetter> whole(List<DeadLetter> letters) {
        List<DeadLetter> cut =
                letters.stream().filter(letter -> !letter.cut().isEmpty()).toList();
        if (cut.isEmpty() || correction.isGiven()) {
            return letters;
        }
        if (!places.isEmpty()) {
            DeadLetter first = cut.get(0);
            throw new RefusedCommandException(first.place() + " was not kept whole (" + DeadLetterPrinter.cut(first)
                    + "), so it cannot be sent as it is. The whole record may still be at " + first.source()
                    + ": read it there, and give its content with --value.");
        }
        say(cut.size() + " were not kept whole and are left out (name one, and give its content with --value).");
        return letters.stream().filter(letter -> letter.cut().isEmpty()).toList();
    }

    private void show(List<DeadLetter> letters) {
        letters.forEach(letter -> say(DeadLetterPrinter.forPeople(letter)));
        if (letters.isEmpty() || safety.isDryRun()) {
            say(letters.isEmpty() ? "Nothing to send." : "Would send " + letters.size() + ".");
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
