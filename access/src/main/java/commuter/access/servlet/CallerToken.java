package commuter.access.servlet;

import commuter.access.Caller;
import java.util.Locale;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller as Spring Security's authentication. Does not keep the key or token. */
final class CallerToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    CallerToken(Caller caller) {
        super(caller.scopes().stream()
                .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope.name().toLowerCase(Locale.ROOT)))
                .toList());
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.name();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
