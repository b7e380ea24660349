package commuter.reservoir.deadletters;

import commuter.schemas.Topics;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves the reservoir past a record of which it cannot make a dead letter itself. */
@Command(
        name = "skip",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Moves the reservoir past one record that stops its partition and of which it cannot make a dead letter"
                        + " itself, such as one that does not fit into its memory. The reservoir must be stopped. The record becomes a"
                        + " dead letter without its content, and its sender gets no result. Both is done, or nothing.%n")
final class SkipCommand implements Runnable {
    private static final Set<String> INPUTS = Set.of(Topics.SPAWN_REQUESTS.name(), Topics.COMMANDS.name());

    private final Operator operator;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "passenger.commands, for instance")
    @SuppressWarnings("NullAway.Init")
    private String topic;

    @Option(names = "--partition", required = true, paramLabel = "P", description = "its number")
    private int partition;

    @Option(
            names = "--offset",
            required = true,
            paramLabel = "O",
            description = "of the record; the reservoir must stand right at it")
    private long offset;

    @Mixin
    private final SafetyOptions safety = new SafetyOptions();

    @Mixin
    private final KafkaAccess kafka = new KafkaAccess();

    SkipCommand(Operator operator) {
        this.operator = operator;
    }

    @Override
    public void run() {
        if (!INPUTS.contains(topic)) {
            throw new RefusedCommandException(
                    "--topic " + topic + " must be one of " + String.join(", ", new TreeSet<>(INPUTS)));
        }
        TopicPartition place = new TopicPartition(topic, partition);
        try (Admin admin = kafka.admin()) {
            GroupState groupState = new GroupState(admin, kafka.group());
            if (safety.isDryRun()) {
                groupState.requireStoppedAt(place, offset);
                say("Would skip " + place + "@" + offset + ".");
                return;
            }
            try (Skipper skipper = new Skipper(kafka.producer(), kafka.groupMetadata())) {
                skipper.begin();
                groupState.requireStoppedAt(place, offset);
                if (safety.allows(operator, "Skip " + place + "@" + offset + "?")) {
                    skipper.skip(place, offset);
                    say("Skipped " + place + "@" + offset + ": the reservoir goes on at " + (offset + 1)
                            + " when it is started. 'list' shows its dead letter.");
                }
            }
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
