package commuter.reservoir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.reservoir.reservoir.CommandSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;

class AsyncAnswersTest {
    @Test
    void aCallMayTakeLongerThanItWaitsForTheResultOfACommand() {
        Configured configured = new Configured();

        new AsyncAnswers(new CommandSettings(Duration.ofMinutes(2))).configureAsyncSupport(configured);

        assertThat(configured.getTimeout()).isEqualTo(150_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT5S", "PT0.099S", "PT5M0.001S"})
    void aWaitThatIsTooShortOrTooLongIsRefusedAtStart(Duration timeout) {
        assertThatThrownBy(() -> new CommandSettings(timeout))
                .hasMessage("commuter.command.timeout " + timeout.toMillis() + "ms: must be 100ms to 5m, e.g. 5s");
    }

    private static class Configured extends AsyncSupportConfigurer {
        @Override
        public @Nullable Long getTimeout() {
            return super.getTimeout();
        }
    }
}
