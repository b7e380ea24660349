package commuter.access.servlet;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A call that cannot be used, in the format of RFC 9457, with what is wrong: the field, its value, and what is allowed.
 */
final class Problem {
    /** A longer excerpt of the value would not help the caller. */
    private static final int LONGEST_VALUE = 200;

    private Problem() {}

    static ErrorResponseException badRequest(String field, String value, String allowed, String problem) {
        return of(HttpStatus.BAD_REQUEST, field, value, allowed, problem);
    }

    static ErrorResponseException of(HttpStatus status, String field, String value, String allowed, String problem) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, cut(field) + ": " + cut(problem));
        detail.setProperty("field", cut(field));
        detail.setProperty("value", cut(value));
        detail.setProperty("allowed", allowed);
        return new ErrorResponseException(status, detail, null);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
