package commuter.access.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a call tells the audit log about itself: the caller, if it checks its own secret; the subject, if the path does
 * not contain it.
 *
 * @param about what the call does, and to whom
 */
public record AuditNote(String caller, String about) {
    private static final String ATTRIBUTE = AuditNote.class.getName();

    /** Must be called when the caller is known, on the thread of the call. */
    public void on(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static @Nullable AuditNote of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AuditNote note ? note : null;
    }
}
