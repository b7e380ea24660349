package commuter.reservoir.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class RoutineFilterTest {
    private static final String AWAY = "[Consumer clientId=a] Connection to node 1 could not be established.";

    private final LoggerContext context = new LoggerContext();
    private final Logger kafka = context.getLogger("org.apache.kafka.clients.NetworkClient");
    private final RoutineFilter filter = new RoutineFilter();

    @Test
    void tasksThatStartAnewAfterAKillAreNoStackTraces() {
        TaskCorruptedException corrupted = new TaskCorruptedException(Set.of(new TaskId(0, 1)));

        assertThat(decide(kafka, Level.WARN, "Encounter corrupted task", corrupted))
                .isEqualTo(FilterReply.DENY);
        assertThat(filter.decide(null, kafka, Level.WARN, "Encounter {}", new Object[] {"0_1", corrupted}, null))
                .isEqualTo(FilterReply.DENY);
        assertThat(decide(kafka, Level.WARN, "Another failure", new IllegalStateException()))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(kafka, Level.WARN, AWAY, null)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void whatOthersLogIsLeftAlone() {
        Logger ours = context.getLogger("commuter.reservoir.stream.runtime.StreamValve");
        assertThat(decide(ours, Level.WARN, AWAY, null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(ours, Level.WARN, AWAY, null)).isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decide(Logger logger, Level level, String format, Throwable thrown) {
        return filter.decide(null, logger, level, format, null, thrown);
    }
}
