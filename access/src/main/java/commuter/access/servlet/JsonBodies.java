package commuter.access.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Answers 415 to a body that is declared as something other than JSON, or as compressed. It would be parsed as JSON all
 * the same, and the caller would get an error about an unexpected character instead of the wrong header. A body without
 * a declared type is parsed as JSON. Thread-safe.
 */
final class JsonBodies implements HandlerInterceptor {
    private static final MediaType JSON_LIKE = new MediaType("application", "*+json");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && OwnControllers.have(method)
                && hasBody(request)) {
            requirePlain(request.getHeader(HttpHeaders.CONTENT_ENCODING));
            requireJson(request.getHeader(HttpHeaders.CONTENT_TYPE));
        }
        return true;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static void requirePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            ErrorResponseException refusal = unsupported(
                    HttpHeaders.CONTENT_ENCODING, encoding, "identity", "send the body as it is, uncompressed");
            // RFC 9110, 15.5.16: lets a client distinguish this from a wrong type.
            refusal.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, "identity");
            throw refusal;
        }
    }

    private static void requireJson(@Nullable String type) {
        if (type != null && !isJson(type)) {
            throw unsupported(
                    HttpHeaders.CONTENT_TYPE,
                    type,
                    MediaType.APPLICATION_JSON_VALUE,
                    "must be application/json, in UTF-8");
        }
    }

    private static boolean isJson(String type) {
        try {
            MediaType given = MediaType.parseMediaType(type);
            boolean json = MediaType.APPLICATION_JSON.equalsTypeAndSubtype(given) || JSON_LIKE.includes(given);
            return json && (given.getCharset() == null || given.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static ErrorResponseException unsupported(String header, String value, String allowed, String problem) {
        return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, header, value, allowed, "'" + value + "': " + problem);
    }
}
