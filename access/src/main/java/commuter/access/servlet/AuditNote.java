package commuter.access.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a call knows of itself that its audit line is to tell: of a call with a secret of its own, who makes it; of one
 * whose path does not say so, on whom.
 *
 * @param about what the call does, and on whom
 */
public record AuditNote(String caller, String about) {
    private static final String ATTRIBUTE = AuditNote.class.getName();

    /** To be called when the caller is known, on the thread of the call. */
    public void on(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static @Nullable AuditNote of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AuditNote note ? note : null;
    }
}
