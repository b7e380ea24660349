package commuter.standalone.conductor;

import commuter.schemas.CommandType;
import commuter.schemas.Passenger;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One passenger for whom the conductor has more commands to send. Not thread-safe. */
final class Journey {
    private final Passenger passenger;
    private final Plan plan;
    private final TopicPartition partition;
    private final long offset;
    private @Nullable String vehicle;
    private CommandType next;

    /** @param offset the offset of the passenger's SPAWNED event in its partition */
    Journey(Passenger passenger, Plan plan, TopicPartition partition, long offset) {
        this.passenger = passenger;
        this.plan = plan;
        this.partition = partition;
        this.offset = offset;
        this.next = plan.intent() == Plan.Intent.CANCEL ? CommandType.CANCEL : CommandType.BOARD;
    }

    Passenger passenger() {
        return passenger;
    }

    Plan plan() {
        return plan;
    }

    TopicPartition partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    /** The command that is due, or whose result is outstanding. */
    CommandType next() {
        return next;
    }

    void boarded() {
        next = CommandType.ALIGHT;
    }

    Optional<String> vehicle() {
        return Optional.ofNullable(vehicle);
    }

    void sitIn(String taken) {
        vehicle = taken;
    }
}
