package commuter.reservoir.stream.runtime;

import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.stereotype.Component;

/**
 * Pauses the stream while nothing can be written and too many writes are pending, and resumes it later. A paused stream
 * keeps its partitions. The batches in flight are retried on their own threads, and their success resumes the stream.
 * Thread-safe.
 */
@Component
class StreamValve implements StreamsBuilderFactoryBean.Listener {
    private static final Logger log = LoggerFactory.getLogger(StreamValve.class);

    private @Nullable KafkaStreams streams;

    @Override
    public synchronized void streamsAdded(String id, KafkaStreams added) {
        streams = added;
    }

    @Override
    public synchronized void streamsRemoved(String id, KafkaStreams removed) {
        streams = null;
    }

    synchronized void closeDuring(DependencyOutages outages) {
        if (streams != null && !streams.isPaused() && !outages.current().isEmpty()) {
            streams.pause();
            String parts =
                    outages.current().keySet().stream().map(Dependency::title).collect(Collectors.joining(" and "));
            log.warn(
                    "Too many writes are pending: reading no more requests and commands until {} takes writes again",
                    parts);
        }
    }

    synchronized void open() {
        if (streams != null && streams.isPaused()) {
            streams.resume();
            log.info("Reading requests and commands again");
        }
    }

    synchronized boolean isClosed() {
        return streams != null && streams.isPaused();
    }

    synchronized Optional<KafkaStreams.State> state() {
        return Optional.ofNullable(streams).map(KafkaStreams::state);
    }
}
