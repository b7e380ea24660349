package commuter.access.servlet;

import commuter.access.Scope;

/** What a call takes. */
public sealed interface Need {
    /** Anybody may. */
    record Nothing() implements Need {}

    /** The call asks for a secret of its own, which is none of ours. */
    record OwnSecret() implements Need {}

    record One(Scope scope) implements Need {}

    /** Nobody may, whatever he shows. */
    record Impossible() implements Need {}
}
