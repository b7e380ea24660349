package commuter.system.dashboards;

import commuter.schemas.ReservoirId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Who waits, computed from snapshots and events by the rules of docs/websocket.md. Thread-safe. */
final class Board {
    private final Map<String, Map<String, Long>> waiting = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    /** The versions of the waiting passengers, by their ids. */
    synchronized Map<String, Long> waiting(ReservoirId reservoir) {
        return Map.copyOf(waiting.getOrDefault(reservoir.toString(), Map.of()));
    }

    /** Of the last event; empty when none has come since the snapshot. */
    synchronized Optional<Long> sequence(ReservoirId reservoir) {
        return Optional.ofNullable(sequences.get(reservoir.toString()));
    }

    synchronized void snapshot(JsonNode data) {
        Map<String, Long> here = new HashMap<>();
        data.path("passengers")
                .forEach(one -> here.put(
                        one.path("passenger_id").asString(), one.path("version").asLong()));
        waiting.put(data.path("reservoir").asString(), here);
        sequences.remove(data.path("reservoir").asString());
    }

    /** Fails when a sequence number is missing, or comes twice. */
    synchronized void event(JsonNode event) {
        String reservoir = event.path("reservoir").asString();
        long sequence = event.path("sequence").asLong();
        Long last = sequences.put(reservoir, sequence);
        if (last != null && sequence != last + 1) {
            throw new AssertionError(reservoir + ": sequence " + sequence + " after " + last);
        }
        JsonNode passenger = event.path("passenger");
        Map<String, Long> here = waiting.computeIfAbsent(reservoir, any -> new HashMap<>());
        String id = passenger.path("passenger_id").asString();
        long version = passenger.path("version").asLong();
        if (here.getOrDefault(id, 0L) >= version) {
            return;
        }
        if (passenger.path("status").asString().equals("WAITING")) {
            here.put(id, version);
        } else {
            here.remove(id);
        }
    }
}
