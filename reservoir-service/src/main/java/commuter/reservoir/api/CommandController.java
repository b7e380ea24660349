package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.reservoir.reservoir.CommandDetails;
import commuter.reservoir.reservoir.Reservoir;
import commuter.reservoir.reservoir.Reservoirs;
import commuter.schemas.CommandResult;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Commands over HTTP. The header {@code Idempotency-Key} is the command's id: a repeated call gets the same answer,
 * from any instance. The fields of a command are in the body or in the query.
 */
@RestController
class CommandController {
    private final Reservoirs reservoirs;
    private final WriteGate writeGate;

    CommandController(Reservoirs reservoirs, WriteGate writeGate) {
        this.reservoirs = reservoirs;
        this.writeGate = writeGate;
    }

    /** The fields of a command's body. */
    record Details(
            @Nullable String vehicleId,
            @Nullable Instant boardedAt,
            @Nullable Instant alightedAt,
            @Nullable Instant cancelledAt,
            @Nullable Instant expiresAt) {
        private static final Details NONE = new Details(null, null, null, null, null);
        private static final Fields FIELDS = Fields.of(Details.class);

        static Details read(byte @Nullable [] body) {
            if (body == null || body.length == 0) {
                return NONE;
            }
            FIELDS.check(Json.readBody(body));
            return Json.read(body, Details.class);
        }

        /**
         * @param inBody when it happened, from the body; if the body has none, the query parameter is used; without
         *     both, it is now
         */
        CommandDetails commandDetails(
                String passengerId,
                @Nullable String key,
                String parameter,
                @Nullable Instant inBody,
                @Nullable String inQuery) {
            String commandId = Parameters.name(Decisions.IDEMPOTENCY_KEY, key);
            Instant issuedAt = Parameters.either(parameter, inBody, Parameters.instant(parameter, inQuery));
            return new CommandDetails(
                    commandId == null ? UUID.randomUUID().toString() : commandId,
                    passengerId,
                    issuedAt == null ? Instant.now() : Parameters.usable(parameter, issuedAt),
                    expiresAt);
        }
    }

    @PatchMapping("/api/passengers/{passenger_id}/board")
    CompletableFuture<ResponseEntity<Object>> board(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("passenger_id") String passengerId,
            @RequestHeader(name = Decisions.IDEMPOTENCY_KEY, required = false) @Nullable String key,
            @RequestParam(name = "vehicle_id", required = false) @Nullable String vehicleId,
            @RequestParam(name = "boarded_at", required = false) @Nullable String boardedAt,
            @RequestBody(required = false) byte @Nullable [] body) {
        Details details = Details.read(body);
        String vehicle = Parameters.either("vehicle_id", details.vehicleId(), vehicleId);
        if (vehicle == null || vehicle.isBlank()) {
            throw new InvalidParameterException(
                    "vehicle_id", String.valueOf(vehicle), "the vehicle that boards the passenger");
        }
        CommandDetails commandDetails =
                details.commandDetails(passengerId, key, "boarded_at", details.boardedAt(), boardedAt);
        return carryOut(caller, commandDetails, reservoir -> reservoir.markPickedUp(commandDetails, vehicle));
    }

    @PatchMapping("/api/passengers/{passenger_id}/alight")
    CompletableFuture<ResponseEntity<Object>> alight(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("passenger_id") String passengerId,
            @RequestHeader(name = Decisions.IDEMPOTENCY_KEY, required = false) @Nullable String key,
            @RequestParam(name = "alighted_at", required = false) @Nullable String alightedAt,
            @RequestBody(required = false) byte @Nullable [] body) {
        Details details = Details.read(body);
        CommandDetails commandDetails =
                details.commandDetails(passengerId, key, "alighted_at", details.alightedAt(), alightedAt);
        return carryOut(caller, commandDetails, reservoir -> reservoir.markDroppedOff(commandDetails));
    }

    @PatchMapping("/api/passengers/{passenger_id}/cancel")
    CompletableFuture<ResponseEntity<Object>> cancel(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("passenger_id") String passengerId,
            @RequestHeader(name = Decisions.IDEMPOTENCY_KEY, required = false) @Nullable String key,
            @RequestParam(name = "cancelled_at", required = false) @Nullable String cancelledAt,
            @RequestBody(required = false) byte @Nullable [] body) {
        Details details = Details.read(body);
        CommandDetails commandDetails =
                details.commandDetails(passengerId, key, "cancelled_at", details.cancelledAt(), cancelledAt);
        return carryOut(caller, commandDetails, reservoir -> reservoir.cancel(commandDetails));
    }

    @PatchMapping("/api/passengers/{passenger_id}/reinstate")
    CompletableFuture<ResponseEntity<Object>> reinstate(
            @AuthenticationPrincipal Caller caller,
            @PathVariable("passenger_id") String passengerId,
            @RequestHeader(name = Decisions.IDEMPOTENCY_KEY, required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        CommandDetails commandDetails = Details.read(body).commandDetails(passengerId, key, "", null, null);
        return carryOut(caller, commandDetails, reservoir -> reservoir.reinstate(commandDetails));
    }

    /**
     * The answer to a command whose result did not come in time: the result, or 202 while it is undecided, or 404 when
     * nobody has sent this command in the last day.
     */
    @GetMapping("/api/commands/{command_id}")
    CompletableFuture<ResponseEntity<Object>> status(
            @AuthenticationPrincipal Caller caller, @PathVariable("command_id") String commandId) {
        return reservoirs.findCommand(commandId).thenApply(lookup -> {
            CommandResult result = lookup.result();
            if (result != null) {
                return new RouteRights(caller).covers(result)
                        ? Decisions.decided(result, caller)
                        : Decisions.neverSent(commandId);
            }
            return lookup.isSent() ? Decisions.undecided(commandId) : Decisions.neverSent(commandId);
        });
    }

    private CompletableFuture<ResponseEntity<Object>> carryOut(
            Caller caller, CommandDetails commandDetails, Function<Reservoir, CompletableFuture<CommandResult>> verb) {
        return Decisions.of(verb.apply(reservoirOf(commandDetails, caller)), commandDetails.commandId(), caller);
    }

    private Reservoir reservoirOf(CommandDetails commandDetails, Caller caller) {
        String passengerId = Parameters.passengerId(commandDetails.passengerId());
        writeGate.requireOpen();
        // Includes the passenger: if this key was used to create one, it belongs to that call.
        String made = NewPassengers.idOf(commandDetails.commandId(), 0);
        Map<String, Passenger> found = reservoirs.findAll(List.of(passengerId, made));
        if (found.containsKey(made)) {
            throw new KeyReusedException(commandDetails.commandId());
        }
        Passenger passenger = found.get(passengerId);
        if (passenger == null || !new RouteRights(caller).covers(passenger)) {
            throw new UnknownPassengerException(passengerId);
        }
        return reservoirs.of(passenger.reservoir());
    }
}
