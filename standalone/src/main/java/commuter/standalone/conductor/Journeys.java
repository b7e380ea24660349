package commuter.standalone.conductor;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.common.TopicPartition;

/** All passengers for whom the conductor has more commands to send, and when they are due. Not thread-safe. */
final class Journeys {
    private static final Duration FULL_VEHICLES_RETRY = Duration.ofSeconds(2);

    private final CommandSender commands;
    private final OpenOffsets offsets;
    private final Fleet fleet = new Fleet();
    private final Map<String, Journey> byPassenger = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanoTime));

    Journeys(CommandSender commands, OpenOffsets offsets) {
        this.commands = commands;
        this.offsets = offsets;
    }

    void appeared(Passenger passenger, TopicPartition partition, long offset) {
        Plan plan = Plan.of(passenger.passengerId());
        if (plan.intent() == Plan.Intent.LEAVE_WAITING) {
            offsets.finished(partition, offset);
            return;
        }
        Journey journey = new Journey(passenger, plan, partition, offset);
        byPassenger.put(passenger.passengerId(), journey);
        after(plan.pause(), journey);
    }

    void answered(CommandResult result) {
        Journey journey = byPassenger.get(result.passengerId());
        if (journey == null || !isAnswerTo(result, journey)) {
            return;
        }
        if (result.type() == CommandType.BOARD && result.outcome() == Outcome.ACCEPTED) {
            journey.boarded();
            after(journey.plan().ride(), journey);
        } else {
            finish(journey);
        }
    }

    void sendDue(long nanoTime) {
        while (!due.isEmpty() && due.peek().nanoTime() - nanoTime <= 0) {
            send(due.remove().journey());
        }
    }

    private void send(Journey journey) {
        if (journey.next() == CommandType.BOARD) {
            Optional<String> vehicle = fleet.takeSeat(journey.passenger().routeId());
            if (vehicle.isEmpty()) {
                after(FULL_VEHICLES_RETRY, journey);
                return;
            }
            journey.sitIn(vehicle.get());
        }
        commands.send(journey);
    }

    private void finish(Journey journey) {
        journey.vehicle().ifPresent(fleet::leaveSeat);
        byPassenger.remove(journey.passenger().passengerId());
        offsets.finished(journey.partition(), journey.offset());
    }

    private void after(Duration wait, Journey journey) {
        due.add(new Due(System.nanoTime() + wait.toNanos(), journey));
    }

    private static boolean isAnswerTo(CommandResult result, Journey journey) {
        return result.commandId().equals(Plan.commandId(journey.next(), result.passengerId()));
    }

    private record Due(long nanoTime, Journey journey) {}
}
