package commuter.reservoir.api;

import commuter.reservoir.reservoirs.CommandSettings;
import commuter.reservoir.reservoirs.Reservoirs;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.SpawnRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Passengers: one of them, and new ones. */
@RestController
class PassengerController {
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(25);

    private final Reservoirs reservoirs;
    private final Gate gate;
    private final Duration patience;

    PassengerController(Reservoirs reservoirs, Gate gate, CommandSettings settings) {
        this.reservoirs = reservoirs;
        this.gate = gate;
        this.patience = settings.timeout();
    }

    @GetMapping("/api/passengers/{passenger_id}")
    Passenger get(@PathVariable("passenger_id") String passengerId) {
        return reservoirs
                .find(Parameters.passengerId(passengerId))
                .orElseThrow(() -> new UnknownPassengerException(passengerId));
    }

    /**
     * Asks for one passenger, or for an array of them: all or none of an array are sent. Answers 201 when they are in Strapi,
     * 202 with their ids when that takes too long. With the same {@code Idempotency-Key} again, they are the same passengers.
     */
    @PostMapping("/api/passengers")
    ResponseEntity<Object> create(
            @RequestHeader(name = Decisions.IDEMPOTENCY_KEY, required = false) @Nullable String key,
            @RequestBody byte[] body) {
        String given = Parameters.name(Decisions.IDEMPOTENCY_KEY, key);
        JsonNode json = Json.read(body, JsonNode.class);
        List<SpawnRequest> requests =
                NewPassengers.read(json, given == null ? UUID.randomUUID().toString() : given, Instant.now());
        gate.requireOpen();
        push(requests).join();
        List<String> ids = requests.stream().map(SpawnRequest::passengerId).toList();
        List<Passenger> there = await(ids);
        URI first = URI.create("/api/passengers/" + ids.get(0));
        if (there.size() < ids.size()) {
            return ResponseEntity.accepted().location(first).body(Map.of("status", "UNDECIDED", "passenger_ids", ids));
        }
        return json.isArray()
                ? ResponseEntity.status(201).body(there)
                : ResponseEntity.created(first).body(there.get(0));
    }

    private CompletableFuture<Void> push(List<SpawnRequest> requests) {
        return CompletableFuture.allOf(
                requests.stream().collect(Collectors.groupingBy(SpawnRequest::reservoir)).entrySet().stream()
                        .map(batch -> reservoirs.of(batch.getKey()).pushBatch(batch.getValue()))
                        .toArray(CompletableFuture[]::new));
    }

    /** Those who are in Strapi in the end, in the order of the ids. */
    private List<Passenger> await(List<String> ids) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Passenger> there = reservoirs.find(ids);
        while (there.size() < ids.size() && System.nanoTime() < deadline) {
            pause();
            there = reservoirs.find(ids);
        }
        return there.stream()
                .sorted(Comparator.comparingInt(passenger -> ids.indexOf(passenger.passengerId())))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_AFTER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for passengers", e);
        }
    }
}
