package commuter.standalone;

import commuter.standalone.data.PrivateFiles;
import commuter.standalone.data.StartRefusedException;
import commuter.standalone.parts.PartFailedException;
import commuter.text.Escaped;
import commuter.text.ShortUsageErrors;
import commuter.text.StandardStreams;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code bin/standalone}. */
@Command(
        name = "bin/standalone",
        version = "commuter pipeline 0.1.0",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Runs the whole commuter pipeline on this machine: Kafka, Redis, Strapi, the three services, and a"
                    + " conductor that boards the passengers. Ctrl-C stops all of it.%n"
        },
        footer = {
            "%nExit codes: 0 all went well, 1 a part failed or the counts do not add up, 2 wrong option, feed or port."
        })
public final class Standalone implements Callable<Integer> {
    private static final double MOST_SPEED = 10_000;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--gtfs",
            paramLabel = "FEED",
            description = "a GTFS zip or folder; without it the network that ships with the spawner runs")
    private @Nullable Path feed;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "where everything is kept over a restart (default: data in the checkout)")
    private @Nullable Path data;

    @Option(names = "--fresh", description = "delete the data folder first")
    private boolean fresh;

    @Option(names = "--headless", description = "no live line; a plain line every ten seconds")
    private boolean headless;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "60",
            description = "minutes of demand that pass in a minute (default: 60, an hour in a minute): N times as many"
                    + " passengers appear as in a real city, while events, waits and rides take real time")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the random passengers: the same seed gives the same passengers (default: 1)")
    private long seed;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "end by itself after so many seconds of spawning, wait until all is through, and compare the"
                    + " counts")
    private @Nullable Integer seconds;

    @Option(names = "--json", description = "with --for: the results as one last line of JSON")
    private boolean json;

    private Ports ports = Ports.usual();

    public static void main(String... arguments) {
        StandardStreams.install();
        System.exit(commandLine()
                .setOut(StandardStreams.out())
                .setErr(StandardStreams.err())
                .execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Standalone())
                .setParameterExceptionHandler(new ShortUsageErrors())
                .setExecutionExceptionHandler(Standalone::explain);
    }

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "default 9092; for each of these ports 0 means any free one")
    void setKafkaPort(int number) {
        move(Port.KAFKA, number);
    }

    @Option(names = "--redis-port", paramLabel = "PORT", description = "default 6379")
    void setRedisPort(int number) {
        move(Port.REDIS, number);
    }

    @Option(names = "--strapi-port", paramLabel = "PORT", description = "default 1337")
    void setStrapiPort(int number) {
        move(Port.STRAPI, number);
    }

    @Option(names = "--reservoir-port", paramLabel = "PORT", description = "default 4000")
    void setReservoirPort(int number) {
        move(Port.RESERVOIR, number);
    }

    @Option(names = "--spawner-port", paramLabel = "PORT", description = "default 4001")
    void setSpawnerPort(int number) {
        move(Port.SPAWNER, number);
    }

    @Option(names = "--notifier-port", paramLabel = "PORT", description = "the dashboard's; default 8080")
    void setNotifierPort(int number) {
        move(Port.NOTIFIER, number);
    }

    @Override
    public Integer call() throws Exception {
        if (!(speed > 0) || speed > MOST_SPEED) {
            throw wrong("--speed " + speed + " must be more than 0 and at most " + (int) MOST_SPEED);
        }
        if (seconds != null && seconds < 1) {
            throw wrong("--for " + seconds + " must be at least 1 (second)");
        }
        if (json && seconds == null) {
            throw wrong("--json needs --for SECONDS: there are counts only at the end");
        }
        Checkout checkout = Checkout.find();
        Terminal terminal = new Terminal(System.out, !headless && Boolean.getBoolean("commuter.terminal"));
        if (feed != null) {
            FeedCheck.check(checkout, feed).forEach(terminal::say);
        }
        PipelineBuilder builder = Pipeline.builder()
                .checkout(checkout)
                .data(data == null ? checkout.root().resolve("data") : data, fresh)
                .ports(ports)
                .feed(feed)
                .speed(speed)
                .seed(seed);
        Pipeline pipeline = builder.build();
        // Read by log4j2.xml when the first Kafka client starts.
        Path log = pipeline.data().log("launcher");
        Files.createDirectories(log.getParent());
        PrivateFiles.create(log);
        System.setProperty("commuter.launcher.log", log.toString());
        return new Run(pipeline, terminal, seconds, json).call();
    }

    private void move(Port port, int number) {
        try {
            ports = ports.with(port, number);
        } catch (StartRefusedException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(@Nullable String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private static int explain(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (problem instanceof StartRefusedException) {
            err.println(Escaped.lines(String.valueOf(problem.getMessage())));
            return REFUSED;
        }
        if (problem instanceof PartFailedException failed) {
            failed.lastLogLines().forEach(line -> err.println("  | " + Escaped.line(line)));
            err.println(failed.getMessage());
            return FAILED;
        }
        throw problem;
    }
}
