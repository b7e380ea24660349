package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.access.Scope;
import commuter.reservoir.reservoir.Reservoirs;
import commuter.reservoir.routes.RouteNames;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.SpawnRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Calls for one passenger, and for new ones. */
@RestController
class PassengerController {
    private final Reservoirs reservoirs;
    private final RouteNames routeNames;
    private final WriteGate writeGate;

    PassengerController(Reservoirs reservoirs, RouteNames routeNames, WriteGate writeGate) {
        this.reservoirs = reservoirs;
        this.routeNames = routeNames;
        this.writeGate = writeGate;
    }

    @GetMapping("/api/passengers/{passenger_id}")
    Passenger get(@AuthenticationPrincipal Caller caller, @PathVariable("passenger_id") String passengerId) {
        return reservoirs
                .show(Parameters.passengerId(passengerId))
                .filter(new RouteRights(caller)::covers)
                .orElseThrow(() -> new UnknownPassengerException(passengerId));
    }

    /**
     * Asks for one passenger, or for an array of them. Either all passengers of an array are sent or none. Answers 201
     * when they are in Strapi, or 202 with their ids when that takes too long. Callers who may not read get ids only. A
     * call repeated with the same {@code Idempotency-Key} asks for the same passengers.
     */
    @PostMapping("/api/passengers")
    CompletableFuture<ResponseEntity<Object>> create(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = Decisions.IDEMPOTENCY_KEY, required = false) @Nullable String key,
            @RequestBody byte[] body) {
        String given = Parameters.name(Decisions.IDEMPOTENCY_KEY, key);
        JsonNode json = Json.readBody(body);
        String seed = given == null ? UUID.randomUUID().toString() : given;
        List<NewPassenger> asked = new NewPassengers(routeNames.routes(), seed, Instant.now()).read(json);
        asked.forEach(each -> caller.requireRoute(each.request().routeId()));
        writeGate.requireOpen();
        requireUnused(given, asked);
        List<String> ids = asked.stream().map(NewPassenger::id).toList();
        return push(asked.stream().map(NewPassenger::request).toList())
                .thenCompose(pushed -> reservoirs.awaitSpawned(ids))
                .thenApply(there -> {
                    requireSame(given, asked, there);
                    return answer(ids, there, json.isArray(), caller.may(Scope.READ));
                });
    }

    /** Checks before anything is sent: passengers who exist already under these ids must be the requested ones. */
    private void requireUnused(@Nullable String key, List<NewPassenger> asked) {
        List<String> ids = asked.stream()
                .filter(each -> key != null || each.idGiven())
                .map(NewPassenger::id)
                .toList();
        if (key != null) {
            String behindTheLast = NewPassengers.idOf(key, asked.size());
            ids = Stream.concat(ids.stream(), Stream.of(behindTheLast)).toList();
        }
        Map<String, Passenger> there = reservoirs.findAll(ids);
        requireSame(key, asked, there);
        boolean askedForMore = there.size()
                > asked.stream().filter(each -> there.containsKey(each.id())).count();
        if (key != null && (askedForMore || reservoirs.findResult(key).isPresent())) {
            throw new KeyReusedException(key);
        }
    }

    private static void requireSame(@Nullable String key, List<NewPassenger> asked, Map<String, Passenger> there) {
        for (NewPassenger each : asked) {
            Passenger found = there.get(each.id());
            if (found != null && !each.is(found)) {
                throw key == null || each.idGiven()
                        ? new PassengerExistsException(each.id())
                        : new KeyReusedException(key);
            }
        }
    }

    private CompletableFuture<Void> push(List<SpawnRequest> requests) {
        return CompletableFuture.allOf(
                requests.stream().collect(Collectors.groupingBy(SpawnRequest::reservoir)).entrySet().stream()
                        .map(batch -> reservoirs.of(batch.getKey()).pushBatch(batch.getValue()))
                        .toArray(CompletableFuture[]::new));
    }

    private static ResponseEntity<Object> answer(
            List<String> ids, Map<String, Passenger> there, boolean asArray, boolean readable) {
        URI first = URI.create("/api/passengers/" + ids.get(0));
        List<Passenger> passengers =
                ids.stream().filter(there::containsKey).map(there::get).toList();
        if (passengers.size() < ids.size()) {
            return ResponseEntity.accepted().location(first).body(Map.of("status", "UNDECIDED", "passenger_ids", ids));
        }
        if (!readable) {
            // By now the passenger may have more data than the caller has asked for, such as a vehicle.
            return ResponseEntity.created(first).body(Map.of("status", "CREATED", "passenger_ids", ids));
        }
        return asArray
                ? ResponseEntity.status(HttpStatus.CREATED).body(passengers)
                : ResponseEntity.created(first).body(passengers.get(0));
    }
}
