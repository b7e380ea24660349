package commuter.reservoir;

import commuter.reservoir.deadletters.DeadLettersCommand;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the reservoir service, or what the first argument names instead: {@code dead-letters}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReservoirApplication {
    /**
     * Less than Strapi, or what stands before it, keeps a connection on which nothing is asked; the JDK 17 says 20
     * minutes.
     */
    private static final String IDLE_AT_MOST_SECONDS = "3";

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("dead-letters")) {
            System.exit(DeadLettersCommand.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        // Kafka Streams formats a number for every record while one of a task's topics is empty, and in any other
        // locale the JDK looks up the form of a digit each time: a seventh of the stream thread's time under load.
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
        // A call that goes out on a connection that the other side is closing is lost, and so may be its repetition, as
        // the next one to be had is closed with it.
        System.getProperties().putIfAbsent("jdk.httpclient.keepalive.timeout", IDLE_AT_MOST_SECONDS);
        SpringApplication.run(ReservoirApplication.class, args);
    }
}
