package commuter.reservoir.stream.publish;

import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Node;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.state.Ledger;
import commuter.schemas.CloudEvent;
import commuter.schemas.CommandResult;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import commuter.schemas.Topics;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Writes what the reservoir has to say to the sinks. */
public final class Announcer {
    private final ProcessorContext<byte[], byte[]> context;
    private final Ledger ledger;

    public Announcer(ProcessorContext<byte[], byte[]> context, Ledger ledger) {
        this.context = context;
        this.ledger = ledger;
    }

    public Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /** Numbers a change and tells the world of it; {@code cause} is null when nobody asked for it. */
    public void change(Change change, @Nullable Input cause) {
        Passenger passenger = change.passenger();
        PassengerEvent event = new PassengerEvent(
                change.eventId(),
                change.type(),
                passenger.reservoir(),
                ledger.enter(change),
                passenger,
                change.occurredAt(),
                cause == null ? null : cause.commandId());
        event(event, cause == null ? null : cause.origin());
    }

    /** Tells the ordered log and, with the same bytes, the topic of the event's type. */
    private void event(PassengerEvent event, @Nullable Origin origin) {
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

    public void deadLetter(Origin origin, String reason) {
        context.forward(DeadLetter.of(origin, reason, context.currentSystemTimeMs()), Node.DEAD_LETTERS);
    }

    private Record<byte[], byte[]> record(
            ReservoirId key, Object value, CloudEvent cloudEvent, @Nullable Origin cause) {
        return CloudRecord.of(key, value, cloudEvent, cause, context.currentSystemTimeMs());
    }
}
