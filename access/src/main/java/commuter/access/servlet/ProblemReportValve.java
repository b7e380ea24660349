package commuter.access.servlet;

import commuter.access.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Writes Tomcat's own refusals, of calls that no filter sees, as problem+json instead of a page. Tomcat creates it by
 * its class name.
 */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported() || !mayWrite(response)) {
            return;
        }
        try {
            response.setContentType(Refusal.CONTENT_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(new String(refusal(status).toJson(), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The caller has gone", e);
        }
    }

    private static Refusal refusal(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String detail = switch (status) {
            case 400 -> "The request line, the address or a header of this call is malformed or too long";
            case 414, 431 -> "The request line and the headers of this call are too long";
            default -> title;
        };
        return new Refusal(status, title, detail, null, null);
    }

    private static boolean mayWrite(Response response) {
        AtomicBoolean allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}
