package commuter.access.servlet;

import commuter.access.Scope;

/** What a call requires. */
public sealed interface Requirement {
    /** Open to all callers. */
    record Nothing() implements Requirement {}

    /** The call checks a secret of its own, which is not one of our keys. */
    record OwnSecret() implements Requirement {}

    /**
     * A scope.
     *
     * @param byRoute whether the call itself hides the routes that are closed to a restricted caller
     */
    record One(Scope scope, boolean byRoute) implements Requirement {}

    /** Closed to all callers. */
    record Impossible() implements Requirement {}
}
