package commuter.reservoir.edits;

import commuter.access.servlet.AuditNote;
import commuter.reservoir.reservoir.client.CommandPublisher;
import commuter.reservoir.reservoir.client.NotAcknowledgedException;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Receives Strapi's reports of edits by hand. Strapi repeats a report until it is answered with 204. */
@RestController
class EditsController {
    private static final int LONGEST_BODY = 16 * 1024;
    /** Strapi waits 10 s for an answer. This is shorter, so that Strapi gets an error when Kafka is down. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final SharedToken token;
    private final CommandPublisher publisher;

    EditsController(SharedToken token, CommandPublisher publisher) {
        this.token = token;
        this.publisher = publisher;
    }

    /**
     * Answers 204 when Kafka has acknowledged the command for the edit. The body is read only after the token was
     * checked.
     */
    @PostMapping("/api/strapi/edits")
    CompletableFuture<ResponseEntity<ProblemDetail>> edited(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request,
            InputStream body)
            throws IOException {
        if (!token.isIn(authorization)) {
            return CompletableFuture.completedFuture(problem(
                    HttpStatus.UNAUTHORIZED, "The Authorization header must be Bearer and Strapi's RESERVOIR_TOKEN"));
        }
        HandEdit edit = Json.read(body.readNBytes(LONGEST_BODY), HandEdit.class);
        new AuditNote("strapi", "edit " + edit.eventId() + " of " + edit.passengerId()).on(request);
        return publisher
                .publish(edit.toCommand())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidRecordException e) {
        return problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unpublished(NotAcknowledgedException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unpublished(TimeoutException e) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE, "Kafka has not taken the edit within " + PATIENCE.toSeconds() + " s");
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }
}
