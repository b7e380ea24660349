package commuter.spawner;

import commuter.spawner.network.FeedException;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import commuter.text.Escaped;
import commuter.text.StandardStreams;
import java.time.LocalDate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the service, or runs the command that the first argument names, {@code seed} or {@code demand-check}; with
 * {@code --check-gtfs=PATH} it only checks a feed.
 *
 * <p>A feed that cannot be used ends the process with exit code 2; each line on standard error names a file, a line and
 * a field.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SpawnerApplication {
    private static final String CHECK = "--check-gtfs=";

    public static void main(String[] args) {
        if (Commands.isNamedBy(args)) {
            System.exit(Commands.run(args));
        }
        for (String argument : args) {
            if (argument.startsWith(CHECK)) {
                System.exit(check(argument.substring(CHECK.length())));
            }
        }
        SpringApplication.run(SpawnerApplication.class, args);
    }

    private static int check(String feed) {
        StandardStreams.install();
        try {
            Network network = NetworkReader.read(
                    feed, new CommandOptions().spawner().feed().limits());
            network.warnings().forEach(warning -> System.err.println(Escaped.line("warning: " + warning)));
            NetworkDemand.ofDefaults(network)
                    .gaps(LocalDate.now(network.zone()))
                    .forEach(gap -> System.err.println(Escaped.line("warning: " + network.feed() + ": " + gap)));
            System.out.println(Escaped.line(network.summary()));
            return 0;
        } catch (FeedException e) {
            System.err.println(Escaped.lines(String.valueOf(e.getMessage())));
            return StartupFailure.BAD_INPUT;
        }
    }
}
