package commuter.access.servlet;

import commuter.access.Scope;

/** What a call takes. */
public sealed interface Requirement {
    /** Anybody may. */
    record Nothing() implements Requirement {}

    /** The call asks for a secret of its own, which is none of ours. */
    record OwnSecret() implements Requirement {}

    /**
     * A scope.
     *
     * @param byRoute whether the call itself shows a caller who is restricted to some routes nothing of others
     */
    record One(Scope scope, boolean byRoute) implements Requirement {}

    /** Nobody may, whatever he shows. */
    record Impossible() implements Requirement {}
}
