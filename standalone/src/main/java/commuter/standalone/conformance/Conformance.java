package commuter.standalone.conformance;

import commuter.schemas.Topics;
import commuter.standalone.Checkout;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.Progress;
import commuter.standalone.data.StartRefusedException;
import commuter.standalone.parts.PartFailedException;
import commuter.text.Escaped;
import commuter.text.ShortUsageErrors;
import commuter.text.StandardStreams;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code bin/conformance}. */
@Command(
        name = "bin/conformance",
        version = "commuter pipeline 0.1.0",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Checks a conductor in any language: starts it, gives it tasks, and tells of each rule"
                    + " whether the conductor keeps it. docs/conformance.md describes what the conductor reads and"
                    + " writes.%n"
        },
        footer = {
            "%nExit codes: 0 all rules are kept, 1 a rule is broken, 2 wrong option, or no pipeline or client to be"
                    + " had."
        })
public final class Conformance implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final int REFUSED = 2;
    private static final Duration PATIENCE_WITH_KAFKA = Duration.ofSeconds(15);
    private static final Duration PATIENCE_WITH_RESERVOIR = Duration.ofSeconds(60);
    private static final int LONGEST_TIMEOUT = 600;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "the Kafka of a pipeline that runs; without it, one is started for this run. Try no client"
                    + " on a pipeline that counts: the passengers of the run are in its figures, and for a moment"
                    + " commands of one partition wait")
    private @Nullable String bootstrap;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long to wait for each thing that the client is to do (default: 10)")
    private int timeout;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            converter = RuleName.class,
            description = "only this rule, and that a result is reported at all; may be repeated")
    private List<Rule> rules = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "the verdicts as JUnit XML, too")
    private @Nullable Path junit;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "the client and its arguments")
    private List<String> command = List.of();

    public static void main(String... arguments) {
        StandardStreams.install();
        System.exit(commandLine()
                .setOut(StandardStreams.out())
                .setErr(StandardStreams.err())
                .execute(arguments));
    }

    /** For {@link #main}, and for tests, which have streams of their own. */
    public static CommandLine commandLine() {
        return new CommandLine(new Conformance())
                .setParameterExceptionHandler(new ShortUsageErrors())
                .setStopAtPositional(true)
                .setExecutionExceptionHandler(Conformance::explain);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (timeout < 1 || timeout > LONGEST_TIMEOUT) {
            throw new ParameterException(
                    spec.commandLine(), "--timeout " + timeout + " must be 1 to " + LONGEST_TIMEOUT + " (seconds)");
        }
        if (bootstrap != null) {
            return judge(bootstrap);
        }
        out().println("Starting Kafka, Redis, Strapi and the reservoir ...");
        out().flush();
        Path data = Checkout.find().root().resolve("target/conformance");
        try (Pipeline pipeline = Pipeline.builder()
                .data(data, true)
                .ports(Ports.free())
                .only(Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR)
                .build()) {
            Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close, "ctrl-c"));
            pipeline.start(Progress.SILENT);
            return judge(pipeline.bootstrapServers());
        }
    }

    private int judge(String bootstrapServers) throws IOException, InterruptedException {
        requirePipeline(bootstrapServers);
        Set<Rule> wanted = rules.isEmpty() ? EnumSet.allOf(Rule.class) : EnumSet.copyOf(rules);
        List<Verdict> verdicts;
        try (Stage stage = new Stage(bootstrapServers);
                Dialogue client = start(stage, bootstrapServers)) {
            stage.fill(Trial.PASSENGERS, PATIENCE_WITH_RESERVOIR);
            verdicts = new Trial(stage, client).judge(wanted);
        }
        verdicts.forEach(this::print);
        long kept = verdicts.stream().filter(Verdict::kept).count();
        out().printf("%d of %d rules are kept.%n", kept, verdicts.size());
        if (junit != null) {
            JUnitReport.write(verdicts, junit);
        }
        return kept == verdicts.size() ? 0 : BROKEN;
    }

    private Dialogue start(Stage stage, String bootstrapServers) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return new Dialogue(
                    stage,
                    bootstrapServers,
                    command,
                    Duration.ofSeconds(timeout),
                    line -> err.println("client | " + Escaped.line(line)));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "The client cannot be started: " + e.getMessage());
        }
    }

    private void print(Verdict verdict) {
        out().printf(
                        "%-6s  %-9s  The client %s.%n",
                        verdict.kept() ? "kept" : "BROKEN",
                        verdict.rule().title(),
                        verdict.rule().demand());
        out().printf("%19sexpected: %s%n", "", verdict.expected());
        out().printf("%19scame:     %s%n", "", Escaped.line(verdict.came()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static void requirePipeline(String bootstrapServers) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                // Of one request, and of all its repetitions.
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE_WITH_KAFKA.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE_WITH_KAFKA.toMillis());
        try (Admin admin = Admin.create(settings)) {
            Set<String> topics = admin.listTopics().names().get(PATIENCE_WITH_KAFKA.toSeconds(), TimeUnit.SECONDS);
            if (!topics.contains(Topics.COMMANDS.name())) {
                throw new PipelineAwayException("The Kafka at " + bootstrapServers + " has no topic "
                        + Topics.COMMANDS.name() + ": no pipeline uses it.");
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new PipelineAwayException("No Kafka answers at " + bootstrapServers
                    + ". Correct --bootstrap, or leave it out to start a pipeline.");
        }
    }

    private static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (problem instanceof PartFailedException failed) {
            failed.lastLogLines().forEach(line -> err.println("  | " + Escaped.line(line)));
        } else if (!(problem instanceof PipelineAwayException
                || problem instanceof StartRefusedException
                || problem instanceof KafkaException
                || problem instanceof IOException)) {
            throw problem;
        }
        err.println(Escaped.lines(String.valueOf(problem.getMessage())));
        return REFUSED;
    }

    /** A rule by its name in lower case. */
    static final class RuleName implements ITypeConverter<Rule> {
        @Override
        public Rule convert(String name) {
            return Stream.of(Rule.values())
                    .filter(rule -> rule.title().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + name + "' must be one of "
                            + String.join(
                                    ", ",
                                    Stream.of(Rule.values()).map(Rule::title).toList())));
        }
    }
}
