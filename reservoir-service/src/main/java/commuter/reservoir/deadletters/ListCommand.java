package commuter.reservoir.deadletters;

import java.io.PrintWriter;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Shows the dead letters, oldest first, with their place, source, reason, key and value.%n")
final class ListCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DeadLetterFilter filter = new DeadLetterFilter();

    @Option(names = "--json", description = "one line of JSON for each, with the whole value")
    private boolean json;

    @Mixin
    private final KafkaAccess kafka = new KafkaAccess();

    @Override
    public void run() {
        try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
            List<DeadLetter> letters = filter.newest(new DeadLetterTopic(consumer).letters(filter::matches));
            PrintWriter out = spec.commandLine().getOut();
            letters.forEach(letter ->
                    out.println(json ? DeadLetterPrinter.forPrograms(letter) : DeadLetterPrinter.forPeople(letter)));
            if (!json) {
                long replayed = letters.stream()
                        .filter(letter -> letter.replayedAt() != null)
                        .count();
                out.println(letters.size() + " dead letters"
                        + (replayed == 0 ? "" : ", " + replayed + " of them replayed"));
            }
        }
    }
}
