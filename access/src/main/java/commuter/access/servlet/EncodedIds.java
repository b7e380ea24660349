package commuter.access.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets every character through that an id may have, as long as the address has it percent-encoded. Here a path leads to a
 * controller and never to a file, and the controller is found by the encoded path, so that an encoded slash or dot moves
 * nobody to another call. What would change its meaning when written plainly is refused.
 */
final class EncodedIds extends StrictHttpFirewall {
    /** No ids are there, and Spring's health would fail at them. */
    private static final Pattern DOTS_OUTSIDE_OF_API = Pattern.compile("(?i)(?!/api/).*/(\\.|%2e){1,2}(/.*)?");

    EncodedIds() {
        setAllowUrlEncodedSlash(true);
        setAllowUrlEncodedDoubleSlash(true);
        setAllowUrlEncodedPercent(true);
        setAllowUrlEncodedPeriod(true);
        setAllowUrlEncodedCarriageReturn(true);
        setAllowUrlEncodedLineFeed(true);
        setAllowUrlEncodedLineSeparator(true);
        setAllowUrlEncodedParagraphSeparator(true);
        setAllowSemicolon(true);
        setAllowBackSlash(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.indexOf(';') >= 0) {
            throw new RequestRejectedException("a path has a semicolon that is not encoded");
        }
        if (path.contains("//")) {
            throw new RequestRejectedException(
                    "a path has an empty part, as of an id with slashes that are not encoded");
        }
        if (DOTS_OUTSIDE_OF_API.matcher(path).matches()) {
            throw new RequestRejectedException("a path has a part . or ..");
        }
        return super.getFirewalledRequest(request);
    }
}
