package commuter.access.servlet;

import commuter.access.Caller;
import commuter.access.Refusal;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Checks a call against the rules. */
final class RuleCheck implements AuthorizationManager<RequestAuthorizationContext> {

    /** A refusal with its reason. */
    static final class Denied extends AuthorizationDecision {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        Denied(Refusal refusal) {
            super(false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** With more routes, addresses would be too long for the database's API. */
    private static final int MOST_ROUTES = 100;

    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);

    private final AccessRules rules;

    RuleCheck(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Requirement requirement = rules.of(context.getRequest());
        if (requirement instanceof Requirement.Nothing || requirement instanceof Requirement.OwnSecret) {
            return GRANTED;
        }
        if (!(authentication.get() instanceof CallerToken token)) {
            return new Denied(Refusal.missing());
        }
        return requirement instanceof Requirement.One one
                ? check(token.getPrincipal(), one)
                : new Denied(Refusal.forbidden("No key and no token opens this call"));
    }

    private static AuthorizationDecision check(Caller caller, Requirement.One requirement) {
        Set<String> routes = caller.routes();
        if (routes != null && !requirement.byRoute()) {
            // The call does not filter by route. Without this refusal, the restriction would have no effect.
            return new Denied(
                    Refusal.forbidden("This caller is restricted to some routes, and this call is about all"));
        }
        if (routes != null && (routes.isEmpty() || routes.size() > MOST_ROUTES)) {
            return new Denied(Refusal.forbidden("This caller is restricted to " + routes.size()
                    + " routes; calls are for callers of all routes or of 1 to " + MOST_ROUTES));
        }
        return caller.may(requirement.scope()) ? GRANTED : new Denied(Refusal.lacking(requirement.scope()));
    }
}
