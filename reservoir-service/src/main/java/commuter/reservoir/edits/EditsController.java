package commuter.reservoir.edits;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where Strapi tells of edits by hand. It tells again whatever was not answered with 204. */
@RestController
class EditsController {
    private static final int LONGEST_BODY = 16 * 1024;

    private final SharedToken token;
    private final EditPublisher publisher;

    EditsController(SharedToken token, EditPublisher publisher) {
        this.token = token;
        this.publisher = publisher;
    }

    /** Answers 204 when the edit is on its way to the passenger's task for good. The body is read only after the token. */
    @PostMapping("/api/strapi/edits")
    ResponseEntity<ProblemDetail> edited(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            InputStream body)
            throws IOException {
        if (!token.isIn(authorization)) {
            return problem(
                    HttpStatus.UNAUTHORIZED, "The Authorization header must be Bearer and Strapi's RESERVOIR_TOKEN");
        }
        publisher.publish(
                Json.read(body.readNBytes(LONGEST_BODY), HandEdit.class).toCommand());
        return ResponseEntity.noContent().build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidRecordException e) {
        return problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unpublished(KafkaException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not take the edit: " + e.getMessage());
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }
}
