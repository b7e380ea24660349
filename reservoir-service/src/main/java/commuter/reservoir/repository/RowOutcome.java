package commuter.reservoir.repository;

import org.jspecify.annotations.Nullable;

/** What the repository did with one row. */
public sealed interface RowOutcome {

    /** The row is in the database. It was written now, or by an earlier attempt whose answer was lost. */
    record Written() implements RowOutcome {}

    /** The row was changed or deleted ({@code current} is null) by somebody else. The database's row is taken over. */
    record Conflict(@Nullable StoredRow current) implements RowOutcome {}

    /** The database can never accept this row. */
    record Invalid(String reason) implements RowOutcome {}
}
