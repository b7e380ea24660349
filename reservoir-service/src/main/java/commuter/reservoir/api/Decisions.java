package commuter.reservoir.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.access.Caller;
import commuter.access.Scope;
import commuter.schemas.CommandResult;
import commuter.schemas.Outcome;
import commuter.schemas.RejectionReason;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/** Turns what the stream decided into HTTP answers. */
final class Decisions {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private Decisions() {}

    /** The answer to a command: its result, or that it is undecided when that does not come in time. */
    static CompletableFuture<ResponseEntity<Object>> of(
            CompletableFuture<CommandResult> outcome, String commandId, Caller caller) {
        return outcome.handle((result, failure) -> {
            if (failure == null) {
                return decided(result, caller);
            }
            // A future that depends on another one fails with a wrapper of the other's failure.
            Throwable cause = failure instanceof CompletionException wrapper && wrapper.getCause() != null
                    ? wrapper.getCause()
                    : failure;
            if (cause instanceof TimeoutException) {
                return undecided(commandId);
            }
            throw new CompletionException(cause);
        });
    }

    /** Callers who may not read do not see the passenger. */
    static ResponseEntity<Object> decided(CommandResult result, Caller caller) {
        boolean readable = caller.may(Scope.READ);
        if (result.outcome() == Outcome.ACCEPTED) {
            return ResponseEntity.ok()
                    .header(IDEMPOTENCY_KEY, result.commandId())
                    .body(
                            readable
                                    ? Objects.requireNonNull(result.passenger())
                                    : Map.of("command_id", result.commandId(), "status", result.outcome()));
        }
        RejectionReason reason = Objects.requireNonNull(result.reason());
        HttpStatus status = switch (reason) {
            case UNKNOWN_PASSENGER -> HttpStatus.NOT_FOUND;
            case INVALID, COMMAND_ID_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            default -> HttpStatus.CONFLICT;
        };
        // The earlier use of the id may be about a passenger of another route.
        boolean mayBeShown = readable && !(reason == RejectionReason.COMMAND_ID_REUSED && caller.isRestricted());
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, mayBeShown ? String.valueOf(result.message()) : "The command is rejected: " + reason);
        if (reason == RejectionReason.COMMAND_ID_REUSED) {
            problem.setProperty("field", IDEMPOTENCY_KEY);
        }
        problem.setProperty("reason", reason);
        problem.setProperty("command_id", result.commandId());
        if (readable) {
            problem.setProperty("passenger", result.passenger());
        }
        return ResponseEntity.status(status)
                .header(IDEMPOTENCY_KEY, result.commandId())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    static ResponseEntity<Object> neverSent(String commandId) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "No command with this id has reached Kafka in the last day: send it again with the same "
                        + IDEMPOTENCY_KEY);
        problem.setProperty("command_id", commandId);
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** The answer while the command is undecided, with the address that gives its result. */
    static ResponseEntity<Object> undecided(String commandId) {
        // Everything but the safest characters is encoded: an id may contain slashes and semicolons, or be two dots.
        URI status =
                URI.create("/api/commands/" + UriUtils.encode(commandId, UTF_8).replace(".", "%2E"));
        return ResponseEntity.accepted()
                .location(status)
                .header(IDEMPOTENCY_KEY, commandId)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(Map.of("command_id", commandId, "status", "UNDECIDED", "href", status.toString()));
    }
}
