package commuter.reservoir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the reservoir service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReservoirApplication {
    public static void main(String[] args) {
        SpringApplication.run(ReservoirApplication.class, args);
    }
}
