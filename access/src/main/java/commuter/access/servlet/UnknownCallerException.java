package commuter.access.servlet;

import commuter.access.Refusal;
import org.springframework.security.core.AuthenticationException;

/** The key or token does not authenticate the caller. */
final class UnknownCallerException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    UnknownCallerException(Refusal refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
