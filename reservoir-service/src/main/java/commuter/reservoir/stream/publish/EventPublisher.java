package commuter.reservoir.stream.publish;

import commuter.reservoir.stream.metrics.DeadLetterCause;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.model.Node;
import commuter.reservoir.stream.model.Origin;
import commuter.schemas.CloudEvent;
import commuter.schemas.CommandResult;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import commuter.schemas.Topics;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Writes events, results, stats and dead letters to the topics of the reservoir. Belongs to the stream thread. */
public final class EventPublisher {
    private final ProcessorContext<byte[], byte[]> context;
    private final OutcomeCounters counters;

    public EventPublisher(ProcessorContext<byte[], byte[]> context, OutcomeCounters counters) {
        this.context = context;
        this.counters = counters;
    }

    /** Writes an event to the ordered log and, with the same bytes, to the topic of its type. */
    public void event(PassengerEvent event, @Nullable Origin origin) {
        Record<byte[], byte[]> record =
                record(event.reservoir(), event, CloudEvent.of(event, CloudRecord.SOURCE), origin);
        context.forward(record, Node.LIFECYCLE);
        if (Topics.ofType(event.type()).isPresent()) {
            context.forward(record, Node.eventsOf(event.type()));
        }
    }

    void result(CommandResult result, @Nullable Origin origin) {
        CloudEvent cloudEvent = CloudEvent.of(result, CloudRecord.SOURCE);
        context.forward(record(result.reservoir(), result, cloudEvent, origin), Node.COMMAND_RESULTS);
    }

    public void stats(ReservoirStats stats) {
        CloudEvent cloudEvent = CloudEvent.of(stats, CloudRecord.SOURCE);
        context.forward(record(stats.reservoir(), stats, cloudEvent, null), Node.RESERVOIR_STATS);
    }

    public void deadLetter(Origin origin, DeadLetterCause cause, String reason) {
        counters.deadLetter(cause);
        context.forward(DeadLetterRecord.of(origin, reason, context.currentSystemTimeMs()), Node.DEAD_LETTERS);
    }

    private Record<byte[], byte[]> record(
            ReservoirId key, Object value, CloudEvent cloudEvent, @Nullable Origin cause) {
        return CloudRecord.of(key, value, cloudEvent, cause, context.currentSystemTimeMs());
    }
}
