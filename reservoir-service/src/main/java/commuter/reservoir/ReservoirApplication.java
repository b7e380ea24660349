package commuter.reservoir;

import commuter.reservoir.deadletters.DeadLettersCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the reservoir service, or what the first argument names instead: {@code dead-letters}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReservoirApplication {
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("dead-letters")) {
            System.exit(DeadLettersCommand.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(ReservoirApplication.class, args);
    }
}
