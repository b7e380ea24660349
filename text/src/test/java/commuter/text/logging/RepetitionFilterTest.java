package commuter.text.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepetitionFilterTest {
    private static final String AWAY = "Connection to node {} could not be established.";

    private final LoggerContext context = new LoggerContext();
    private final Logger kafka = context.getLogger("org.apache.kafka.clients.NetworkClient");
    private final RepetitionFilter filter = new RepetitionFilter();

    @Test
    void whatTheClientsRepeatIsSaidOnceInAWhileWhoeverOfThemSaysIt() {
        assertThat(decide(kafka, Level.WARN, "[Consumer clientId=a] " + AWAY, null))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(kafka, Level.WARN, "[Consumer clientId=a] " + AWAY, null))
                .isEqualTo(FilterReply.DENY);
        assertThat(decide(kafka, Level.WARN, "[Producer clientId=b] " + AWAY, null))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void whatIsNewIsAlwaysSaidAndSoIsEachError() {
        decide(kafka, Level.WARN, AWAY, null);
        assertThat(decide(kafka, Level.WARN, "Another warning", null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(kafka, Level.WARN, AWAY, new IllegalStateException())).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(kafka, Level.ERROR, AWAY, null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(kafka, Level.ERROR, AWAY, null)).isEqualTo(FilterReply.NEUTRAL);
        Logger ours = context.getLogger("commuter.reservoir.stream.runtime.StreamValve");
        assertThat(decide(ours, Level.WARN, AWAY, null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(ours, Level.WARN, AWAY, null)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void afterAWhileItIsToldHowManyWereLeftOut() {
        long start = 5;
        assertThat(filter.leftOut("kind", start)).isZero();
        assertThat(filter.leftOut("kind", start + 1)).isNegative();
        assertThat(filter.leftOut("kind", start + 2)).isNegative();
        long later = start + Duration.ofMinutes(1).toNanos();
        assertThat(filter.leftOut("kind", later)).isEqualTo(2);
        assertThat(filter.leftOut("kind", later + Duration.ofMinutes(1).toNanos()))
                .isZero();
    }

    private FilterReply decide(Logger logger, Level level, String format, Throwable thrown) {
        return filter.decide(null, logger, level, format, null, thrown);
    }
}
