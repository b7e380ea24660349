package commuter.reservoir.stream;

import commuter.reservoir.stream.metrics.DeadLetterCause;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.pacing.TaskPacing;
import commuter.reservoir.stream.pending.Unreadable;
import commuter.reservoir.stream.publish.EventPublisher;
import commuter.reservoir.stream.state.TaskStores;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task does once with its stores, at its first punctuation, because nothing can be written during
 * initialization. Writes the first records of the changelogs, and makes dead letters of entries that cannot be read.
 * Belongs to the stream thread.
 */
final class StoreCheck {
    private static final Logger log = LoggerFactory.getLogger(StoreCheck.class);

    private final ProcessorContext<?, ?> context;
    private final TaskStores stores;
    private final EventPublisher publisher;
    private final TaskPacing pacing;
    private boolean done;

    StoreCheck(ProcessorContext<?, ?> context, TaskStores stores, EventPublisher publisher, TaskPacing pacing) {
        this.context = context;
        this.stores = stores;
        this.publisher = publisher;
        this.pacing = pacing;
    }

    void once() {
        if (!done) {
            stores.seedChangelogs(context.currentStreamTimeMs());
            done = true;
            stores.takeUnreadable().forEach(this::toDeadLetters);
        }
    }

    private void toDeadLetters(Unreadable unreadable) {
        Origin source = unreadable.source(context.taskId().partition());
        String reason =
                "the reservoir's stored copy of it cannot be read (" + unreadable.name() + "): " + unreadable.problem();
        log.atError()
                .addKeyValue("record", source.place())
                .log("Put among the dead letters, {}: {}", source.place(), reason);
        publisher.deadLetter(source, DeadLetterCause.UNREADABLE, reason);
        pacing.requestCommit();
    }
}
