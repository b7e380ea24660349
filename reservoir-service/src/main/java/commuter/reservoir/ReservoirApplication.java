package commuter.reservoir;

import commuter.reservoir.deadletters.DeadLettersCommand;
import commuter.reservoir.schemaregistry.SchemasCommand;
import commuter.text.StandardStreams;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import picocli.CommandLine;

/**
 * Starts the reservoir service, or the command that the first argument names: {@code dead-letters}, {@code schemas}.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReservoirApplication {
    /**
     * Shorter than Strapi, or a proxy in front of it, keeps an idle connection open. JDK 17 would keep one for 20
     * minutes.
     */
    private static final String IDLE_AT_MOST_SECONDS = "3";

    public static void main(String[] args) {
        String[] behind = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "dead-letters" -> System.exit(run(DeadLettersCommand::commandLine, behind));
            case "schemas" -> System.exit(run(SchemasCommand::commandLine, behind));
            default -> start(args);
        }
    }

    /** Runs a command; returns its exit code. */
    private static int run(Supplier<CommandLine> command, String... arguments) {
        // Replaces the service's log configuration: only the command itself prints.
        System.setProperty("logback.configurationFile", "logback-command.xml");
        StandardStreams.install();
        return command.get()
                .setOut(StandardStreams.out())
                .setErr(StandardStreams.err())
                .execute(arguments);
    }

    private static void start(String... args) {
        // Kafka Streams formats a number for every record while one of a task's topics is empty. In other locales the
        // JDK looks up the digits each time: a seventh of the stream thread's time under load.
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
        // A call on a connection that the other side is closing fails. Its retry may fail, too, because the next
        // connection of the pool may be closed at the same moment.
        System.getProperties().putIfAbsent("jdk.httpclient.keepalive.timeout", IDLE_AT_MOST_SECONDS);
        SpringApplication.run(ReservoirApplication.class, named(args));
    }

    /** The arguments, with the setting for the option that is short. */
    static String[] named(String... args) {
        return Stream.of(args)
                .map(argument -> argument.equals("--reconcile-topics") ? "--commuter.reconcile-topics=true" : argument)
                .toArray(String[]::new);
    }
}
