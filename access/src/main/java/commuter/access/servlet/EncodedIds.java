package commuter.access.servlet;

import commuter.access.DotSegments;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Allows every character that an id may contain, if it is percent-encoded in the address. Paths here lead to
 * controllers and never to files, and the controller is found by the encoded path. So an encoded slash or dot cannot
 * lead to another call. Characters that would change the path's meaning if they were not encoded are refused.
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
        // Ids are below /api only, and Spring's health endpoint would fail at such a segment.
        if (!path.startsWith("/api/") && DotSegments.areIn(path)) {
            throw new RequestRejectedException("a path has a part . or ..");
        }
        return super.getFirewalledRequest(request);
    }
}
