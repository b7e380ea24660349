package commuter.reservoir.reservoir;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service sends commands.
 *
 * @param timeout how long to wait for a command's result
 */
@Validated
@ConfigurationProperties("commuter.command")
public record CommandSettings(@NotNull @DefaultValue("5s") Duration timeout) {}
