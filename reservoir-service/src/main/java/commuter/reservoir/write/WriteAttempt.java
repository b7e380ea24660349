package commuter.reservoir.write;

import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RepositoryException;
import commuter.reservoir.repository.RepositoryException.Failed;
import commuter.reservoir.repository.RepositoryException.Refused;
import commuter.reservoir.repository.RepositoryException.TooLarge;
import commuter.reservoir.repository.RowOutcome;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes some rows, as often as it is called. A refusal of these rows is returned as a result; a temporary failure is
 * thrown. For one thread.
 */
final class WriteAttempt implements Supplier<WriteAttempt.Result> {
    private final PassengerRepository repository;
    private final List<PassengerRow> rows;
    private final int patience;
    private int failures;

    /**
     * @param patience number of failures after which the rows are the reason, if the database says that it is healthy
     */
    WriteAttempt(PassengerRepository repository, List<PassengerRow> rows, int patience) {
        this.repository = repository;
        this.rows = rows;
        this.patience = patience;
    }

    sealed interface Result {
        /** An outcome for each row. If some rows are invalid, there are outcomes for those only. */
        record Answered(Map<String, RowOutcome> outcomes) implements Result {}

        /** Nothing was written, and the database did not say which row is the reason. */
        record RefusedAsAWhole(String reason) implements Result {}
    }

    @Override
    public Result get() {
        try {
            return new Result.Answered(repository.write(rows));
        } catch (TooLarge | Refused e) {
            return refused(e);
        } catch (Failed e) {
            if (++failures >= patience && isReady()) {
                return refused(e);
            }
            throw e;
        }
    }

    private boolean isReady() {
        try {
            repository.probe();
            return true;
        } catch (RepositoryException e) {
            return false;
        }
    }

    private static Result refused(RepositoryException why) {
        return new Result.RefusedAsAWhole(String.valueOf(why.getMessage()));
    }
}
