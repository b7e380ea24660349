package commuter.reservoir.write;

import commuter.reservoir.health.Dependency;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RepositoryException.Unavailable;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.write.WriteAttempt.Result;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes all rows except the culprits. A refused batch is halved until the culprits stand alone. Blocking; thread-safe.
 *
 * <p>A single row is a culprit only if it is refused after the database accepted other rows, of this batch or of
 * another task's. Until then the reason may be the database, for example a full disk, and the row waits as in any
 * outage.
 */
final class RowWriter {
    /** A failing database may recover by itself. The rows are suspected only after this number of failures. */
    private static final int PATIENCE = 3;

    private static final int NO_PATIENCE = 1;

    private final PassengerRepository repository;
    private final Retrier retrier;
    private final AtomicLong writes = new AtomicLong();

    RowWriter(PassengerRepository repository, Retrier retrier) {
        this.repository = repository;
        this.retrier = retrier;
    }

    /** Returns an outcome for each passenger id. */
    Map<String, RowOutcome> write(List<PassengerRow> rows) {
        long writesBefore = writes.get();
        Map<String, RowOutcome> outcomes = new HashMap<>();
        List<PassengerRow> suspects = new ArrayList<>();
        Deque<List<PassengerRow>> parts = new ArrayDeque<>(List.of(rows));
        while (!parts.isEmpty()) {
            List<PassengerRow> part = parts.pop();
            Result result = attempt(part, part.size() == rows.size() ? PATIENCE : NO_PATIENCE);
            if (result instanceof Result.Answered answered) {
                outcomes.putAll(noted(answered));
                // A batch with culprits was not written at all: the other rows are sent again, without the culprits.
                pushUnlessEmpty(parts, without(part, outcomes));
            } else if (part.size() == 1) {
                suspects.addAll(part);
            } else {
                parts.push(part.subList(part.size() / 2, part.size()));
                parts.push(part.subList(0, part.size() / 2));
            }
        }
        suspects.forEach(suspect -> outcomes.putAll(judge(suspect, writesBefore)));
        return outcomes;
    }

    private Result attempt(List<PassengerRow> rows, int patience) {
        return retrier.retry(Dependency.STRAPI, new WriteAttempt(repository, rows, patience));
    }

    /** Tries a suspected row again after other rows have been accepted; otherwise waits until others are. */
    private Map<String, RowOutcome> judge(PassengerRow suspect, long writesBefore) {
        WriteAttempt attempt = new WriteAttempt(repository, List.of(suspect), PATIENCE);
        return retrier.retry(Dependency.STRAPI, () -> {
            boolean othersWereTaken = writes.get() != writesBefore;
            Result result = attempt.get();
            if (result instanceof Result.Answered answered) {
                return noted(answered);
            }
            String reason = ((Result.RefusedAsAWhole) result).reason();
            if (othersWereTaken) {
                return Map.of(suspect.passenger().passengerId(), new RowOutcome.Invalid(reason));
            }
            throw new Unavailable("no row is accepted: " + reason, Duration.ZERO);
        });
    }

    private Map<String, RowOutcome> noted(Result.Answered answered) {
        if (answered.outcomes().values().stream().noneMatch(RowOutcome.Invalid.class::isInstance)) {
            writes.incrementAndGet();
        }
        return answered.outcomes();
    }

    private static List<PassengerRow> without(List<PassengerRow> rows, Map<String, RowOutcome> settled) {
        return rows.stream()
                .filter(row -> !settled.containsKey(row.passenger().passengerId()))
                .toList();
    }

    private static void pushUnlessEmpty(Deque<List<PassengerRow>> parts, List<PassengerRow> part) {
        if (!part.isEmpty()) {
            parts.push(part);
        }
    }
}
