package commuter.access.servlet;

import commuter.access.DotSegments;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets every character through that an id may have, as long as the address has it percent-encoded. Here a path leads to
 * a controller and never to a file, and the controller is found by the encoded path, so that an encoded slash or dot
 * moves nobody to another call. What would change its meaning when written plainly is refused.
 */
final class EncodedIds extends StrictHttpFirewall {
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
        // Ids are below /api only, and Spring's health would fail at such a part.
        if (!path.startsWith("/api/") && DotSegments.areIn(path)) {
            throw new RequestRejectedException("a path has a part . or ..");
        }
        return super.getFirewalledRequest(request);
    }
}
