package commuter.notifier.log;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** UP when every topic is assigned, the records that existed at start have been read, and reading works. */
@Component
class LogsHealthIndicator extends AbstractHealthIndicator {
    private final TopicReaders topics;

    LogsHealthIndicator(TopicReaders topics) {
        this.topics = topics;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<TopicReader> readers = topics.readers();
        boolean well = !readers.isEmpty();
        for (TopicReader reader : readers) {
            well = well && reader.caughtUp() && reader.problem() == null;
            builder.withDetail(reader.topic(), state(reader));
        }
        builder.status(well ? "UP" : "DOWN");
    }

    private static String state(TopicReader reader) {
        String problem = reader.problem();
        if (problem != null) {
            return problem;
        }
        return reader.caughtUp() ? "read as it comes" : "not yet read up to now";
    }
}
