package commuter.reservoir.repository;

import org.jspecify.annotations.Nullable;

/** What the repository did with one row. */
public sealed interface RowOutcome {

    /** The row is in the database: written now, or by an earlier attempt whose answer was lost. */
    record Written() implements RowOutcome {}

    /** Somebody else changed the row, or deleted it ({@code current} is null). The database wins. */
    record Conflict(@Nullable StoredRow current) implements RowOutcome {}

    /** The database can never take this row. */
    record Invalid(String reason) implements RowOutcome {}
}
