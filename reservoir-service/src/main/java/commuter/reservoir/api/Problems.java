package commuter.reservoir.api;

import commuter.reservoir.repository.RepositoryException;
import commuter.reservoir.reservoir.client.NotAcknowledgedException;
import commuter.schemas.InvalidRecordException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors in the format of RFC 9457: the field, its value, and what is allowed. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String SOON = "2";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidParameterException e) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, e);
        problem.setProperty("field", e.field());
        problem.setProperty("value", e.value());
        problem.setProperty("allowed", e.allowed());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidRecordException e) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, e);
        problem.setProperty("field", e.field());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mistyped(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        return invalid(new InvalidParameterException(
                e.getName(), String.valueOf(e.getValue()), Parameters.describe(type == null ? String.class : type)));
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getParameterName() + ": is required");
        problem.setProperty("field", e.getParameterName());
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownPassengerException e) {
        return answer(problem(HttpStatus.NOT_FOUND, e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownSchemaException e) {
        return answer(problem(HttpStatus.NOT_FOUND, e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> reused(KeyReusedException e) {
        ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, e);
        problem.setProperty("field", Decisions.IDEMPOTENCY_KEY);
        problem.setProperty("value", e.key());
        problem.setProperty("allowed", "a key of this call alone");
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> exists(PassengerExistsException e) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, e);
        problem.setProperty("field", "passenger_id");
        problem.setProperty("value", e.passengerId());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> held(WritesUnavailableException e) {
        return later(e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(NotAcknowledgedException e) {
        return later(e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(RepositoryException.Busy e) {
        return later(e);
    }

    /** The exception's own message may name internals of this system, so it goes to the log only. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(RepositoryException e) {
        log.debug("Strapi could not answer a read", e);
        return later(new WritesUnavailableException("Strapi does not answer; try again later"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrapped(CompletionException e) throws Throwable {
        Throwable cause = e.getCause();
        if (cause instanceof NotAcknowledgedException lost) {
            return later(lost);
        }
        if (cause instanceof KeyReusedException reused) {
            return reused(reused);
        }
        if (cause instanceof PassengerExistsException exists) {
            return exists(exists);
        }
        throw cause == null ? e : cause;
    }

    static ProblemDetail problem(HttpStatus status, Throwable why) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(why.getMessage()));
    }

    private static ResponseEntity<ProblemDetail> later(RuntimeException why) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, SOON)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, why));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
