package commuter.system.truth;

import static commuter.schemas.PassengerStatus.ALIGHTED;
import static commuter.schemas.PassengerStatus.BOARDED;
import static commuter.schemas.PassengerStatus.CANCELLED;
import static commuter.schemas.PassengerStatus.EXPIRED;
import static commuter.schemas.PassengerStatus.WAITING;

import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The events of a reservoir are numbered without a gap, follow the state machine, result from inputs, and are on the
 * topics of their types as they are in the log.
 */
final class EventLog {
    private final Evidence evidence;
    private final Violations violations;
    private final Map<String, SpawnRequest> wanted;
    private final Set<String> eventIds = new HashSet<>();

    private EventLog(Evidence evidence, Violations violations) {
        this.evidence = evidence;
        this.violations = violations;
        this.wanted = evidence.requests().stream()
                .flatMap(request -> request.content().stream())
                .collect(Collectors.toMap(SpawnRequest::passengerId, request -> request, (first, second) -> first));
    }

    static void examine(Evidence evidence, Violations violations) {
        EventLog log = new EventLog(evidence, violations);
        evidence.events().forEach(log::examine);
    }

    private void examine(ReservoirId reservoir, List<PassengerEvent> events) {
        long sequence = 0;
        Map<String, Passenger> passengers = new HashMap<>();
        for (PassengerEvent event : events) {
            violations.unlessEqual(event.sequence(), ++sequence, "a sequence has no gap", event);
            violations.unlessEqual(event.reservoir(), reservoir, "an event has its reservoir as key", event);
            violations.unless(eventIds.add(event.eventId()), "no event comes twice", event);
            Passenger before = passengers.put(event.passenger().passengerId(), event.passenger());
            examine(before, event);
        }
        evidence.eventsByTopic().getOrDefault(reservoir, Map.of()).forEach((type, told) -> {
            List<PassengerEvent> logged =
                    events.stream().filter(event -> event.type() == type).toList();
            violations.unless(
                    told.equals(logged),
                    "a type's topic has the events of the log",
                    reservoir,
                    type,
                    told.size(),
                    "in the log",
                    logged.size());
        });
    }

    private void examine(Passenger before, PassengerEvent event) {
        Passenger after = event.passenger();
        long version = before == null ? 0 : before.version();
        violations.unlessEqual(after.version(), version + 1, "a passenger's versions count 1, 2, 3", event);
        violations.unless(
                isStep(before == null ? null : before.status(), event.type(), after.status()),
                "a passenger follows the state machine",
                before,
                event);
        if (event.type() == EventType.SPAWNED) {
            SpawnRequest request = wanted.get(after.passengerId());
            violations.unless(
                    request != null
                            && request.reservoir().equals(after.reservoir())
                            && request.spawnTime().equals(after.spawnedAt())
                            && request.routeId().equals(after.routeId()),
                    "a passenger appears as the request asked",
                    request,
                    event);
        }
    }

    private static boolean isStep(PassengerStatus from, EventType type, PassengerStatus to) {
        return switch (type) {
            case SPAWNED -> from == null && to == WAITING;
            case BOARDED -> from == WAITING && to == BOARDED;
            case ALIGHTED -> from == BOARDED && to == ALIGHTED;
            case CANCELLED -> (from == WAITING || from == BOARDED) && to == CANCELLED;
            case EXPIRED -> from == WAITING && to == EXPIRED;
            case STATE_CHANGED -> from == CANCELLED && to == WAITING;
        };
    }
}
