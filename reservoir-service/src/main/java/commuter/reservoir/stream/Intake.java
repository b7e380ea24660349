package commuter.reservoir.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.stream.intake.FailedInputException;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.intake.RecordLimits;
import commuter.reservoir.stream.intake.TimeOfWriting;
import commuter.reservoir.stream.metrics.DeadLetterCause;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Node;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.publish.CloudRecord;
import commuter.reservoir.stream.publish.DeadLetterRecord;
import commuter.schemas.CloudEvent;
import commuter.schemas.CommandResult;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Checks a record before it is decided: reads it, checks that its key is its reservoir, and that it is in that
 * reservoir's partition. Clients that hash keys in another way write to other partitions. Their records are sent to the
 * right partition of the same topic, in order, so that any Kafka client works without special settings. A record that
 * cannot be used becomes a dead letter, and the sender of a command gets a result.
 */
final class Intake extends ContextualProcessor<byte[], byte[], byte[], Object> {
    /** Twice the length of version 00 of the W3C's format, to leave room for later versions. */
    private static final int LONGEST_TRACE_PARENT = 110;

    private final int partitions;
    private final FailedRecords failed;
    private final String repartitionSink;
    private final Function<Origin, Input> reader;
    private final Function<Input, ReservoirId> reservoirOf;
    private final Answers answers;
    private final OutcomeCounters counters;

    /** The result for the sender of an unusable record, if there can be one. */
    private interface Answers {
        @Nullable
        CommandResult apply(Origin origin, String reason, Instant now);
    }

    private Intake(
            int partitions,
            FailedRecords failed,
            String repartitionSink,
            Function<Origin, Input> reader,
            Function<Input, ReservoirId> reservoirOf,
            Answers answers,
            OutcomeCounters counters) {
        this.partitions = partitions;
        this.failed = failed;
        this.repartitionSink = repartitionSink;
        this.reader = reader;
        this.reservoirOf = reservoirOf;
        this.answers = answers;
        this.counters = counters;
    }

    static Intake ofSpawnRequests(int partitions, FailedRecords failed, OutcomeCounters counters) {
        return new Intake(
                partitions,
                failed,
                Node.SPAWN_REQUESTS_GOING_HOME,
                origin -> new Input.Spawn(origin, SpawnRequest.read(origin.value())),
                input -> ((Input.Spawn) input).request().reservoir(),
                (origin, reason, now) -> null,
                counters);
    }

    static Intake ofCommands(int partitions, FailedRecords failed, OutcomeCounters counters) {
        return new Intake(
                partitions,
                failed,
                Node.COMMANDS_GOING_HOME,
                origin -> new Input.Command(origin, Json.read(origin.value(), PassengerCommand.class)),
                input -> ((Input.Command) input).command().reservoir(),
                (origin, reason, now) -> MalformedCommand.resultOf(origin.value(), reason, now),
                counters);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Origin origin = origin(record);
        String place = origin.place();
        try {
            Optional<String> unreadable = UnreadableRecords.takeReason(record.headers());
            Optional<String> failure = failed.passOver(place);
            if (unreadable.isPresent()) {
                long now = context().currentSystemTimeMs();
                counters.deadLetter(DeadLetterCause.UNREADABLE);
                context().forward(DeadLetterRecord.ofUnreadable(origin, unreadable.get(), now), Node.DEAD_LETTERS);
                requestCommit(record);
            } else if (failure.isPresent()) {
                refuse(origin, record, DeadLetterCause.FAILED, failure.get());
            } else {
                take(record, origin);
            }
            failed.passed(place);
        } catch (RuntimeException | StackOverflowError e) {
            throw FailedInputException.of(place, e);
        }
    }

    private void take(Record<byte[], byte[]> record, Origin origin) {
        Input input;
        try {
            RecordLimits.check(origin.key(), origin.value());
            input = reader.apply(origin);
            requireKey(origin.key(), reservoirOf.apply(input));
        } catch (InvalidRecordException e) {
            refuse(origin, record, DeadLetterCause.MALFORMED, String.valueOf(e.getMessage()));
            return;
        }
        if (isInItsPartition(record.key(), origin.partition())) {
            context().forward(record.withValue(input), Node.RESERVOIR);
        } else {
            Record<byte[], byte[]> copy = record.withHeaders(RecordLimits.bounded(record.headers()));
            context().forward(copy.withValue(record.value()), repartitionSink);
            counters.misrouted(origin.topic());
            requestCommit(record);
        }
    }

    private void refuse(Origin origin, Record<byte[], byte[]> record, DeadLetterCause cause, String reason) {
        counters.deadLetter(cause);
        long now = context().currentSystemTimeMs();
        // With the present time, like everything that is written here. With the time that the record claims, the
        // broker might delete it too early.
        context().forward(DeadLetterRecord.of(origin, record.headers(), reason, now), Node.DEAD_LETTERS);
        CommandResult answer = answers.apply(origin, reason, Instant.ofEpochMilli(now));
        if (answer != null) {
            counters.rejected(
                    RejectionReason.INVALID, Duration.ofMillis(now - TimeOfWriting.believed(origin.timestamp())));
            CloudEvent cloudEvent = CloudEvent.of(answer, CloudRecord.SOURCE);
            context()
                    .forward(CloudRecord.of(answer.reservoir(), answer, cloudEvent, origin, now), Node.COMMAND_RESULTS);
        }
        requestCommit(record);
    }

    /** What is written here becomes visible with a commit, for which the reservoir asks when it is time. */
    private void requestCommit(Record<byte[], byte[]> record) {
        context().forward(record.withValue(null), Node.RESERVOIR);
    }

    private Origin origin(Record<byte[], byte[]> record) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        return new Origin(
                place.topic(),
                place.partition(),
                place.offset(),
                TimeOfWriting.takeClaimed(record.headers(), record.timestamp()),
                record.key(),
                record.value(),
                traceParent(record));
    }

    /** An invalid trace context is dropped: a client's wrong header must not stop its record. */
    private static @Nullable String traceParent(Record<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(CloudEvent.TRACE_PARENT);
        byte[] value = header == null ? null : header.value();
        return value == null || value.length > LONGEST_TRACE_PARENT || !isPrintable(value)
                ? null
                : new String(value, US_ASCII);
    }

    private static boolean isPrintable(byte[] text) {
        for (byte c : text) {
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static void requireKey(byte @Nullable [] key, ReservoirId reservoir) {
        byte[] expected = reservoir.toString().getBytes(UTF_8);
        if (!Arrays.equals(key, expected)) {
            String found = key == null ? "missing" : "'" + new String(key, UTF_8) + "'";
            throw new InvalidRecordException("key", found + " must be the record's reservoir, " + reservoir);
        }
    }

    /** Whether this is the partition that Kafka's default partitioner chooses for the key. */
    private boolean isInItsPartition(byte[] key, int partition) {
        return Topics.partitionOf(key, partitions) == partition;
    }
}
