package commuter.spawner;

import commuter.spawner.network.FeedException;
import commuter.spawner.network.NetworkReader;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;

/**
 * Starts the service or, with {@code --check-gtfs=PATH}, only says whether a feed can be used.
 *
 * <p>A feed that cannot be used ends the process with exit code 2; the last line on standard error names the file, the
 * line and the field.
 */
@SpringBootApplication(exclude = KafkaAutoConfiguration.class)
@ConfigurationPropertiesScan
public class SpawnerApplication {
    private static final String CHECK = "--check-gtfs=";

    public static void main(String[] args) {
        for (String argument : args) {
            if (argument.startsWith(CHECK)) {
                System.exit(check(argument.substring(CHECK.length())));
            }
        }
        SpringApplication.run(SpawnerApplication.class, args);
    }

    private static int check(String feed) {
        try {
            System.out.println(NetworkReader.read(feed).summary());
            return 0;
        } catch (FeedException e) {
            System.err.println(e.getMessage());
            return StartupFailure.BAD_INPUT;
        }
    }
}
