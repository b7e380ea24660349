package commuter.reservoir.write;

import static commuter.reservoir.write.Batches.eventId;
import static commuter.reservoir.write.Batches.passengerId;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.stream.pending.PendingWrite;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.write.BatchDispatcher.CompletedBatch;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A failure of this service's own code is not blamed on Strapi or Redis: the failing entry is found and given up. */
class OwnFailuresTest {
    private final DependencyOutages outages = new DependencyOutages(Clock.systemUTC(), () -> {});
    private final Set<String> broken = new HashSet<>();
    private Runnable failure = () -> {
        throw new DateTimeException("Invalid value for EpochDay");
    };

    @Test
    void theRowToBlameIsGivenUpAndAllOthersAreWritten() {
        broken.add(passengerId(7));
        PendingWrites pendingWrites = Batches.pendingWrites(1, 40);

        Map<String, RowOutcome> outcomes = writeAll(pendingWrites);

        assertThat(outcomes).hasSize(40);
        assertThat(outcomes.get(eventId(7)))
                .isInstanceOfSatisfying(
                        RowOutcome.Invalid.class,
                        invalid -> assertThat(invalid.reason())
                                .contains("the reservoir failed over it", "Invalid value for EpochDay"));
        assertThat(outcomes.values())
                .filteredOn(RowOutcome.Written.class::isInstance)
                .hasSize(39);
        assertThat(outages.current()).as("nobody else's fault").isEmpty();
        assertThat(outages.failures(Dependency.STRAPI)).isZero();
    }

    @Test
    void anErrorOfDeepRecursionIsTheRowsAsWell() {
        broken.add(passengerId(1));
        failure = () -> {
            throw new StackOverflowError();
        };

        assertThat(writeAll(Batches.pendingWrites(1, 3)).get(eventId(1))).isInstanceOf(RowOutcome.Invalid.class);
    }

    private Map<String, RowOutcome> writeAll(PendingWrites pendingWrites) {
        Repository rows = new Repository();
        BatchWriter writer = new BatchWriter(
                rows, reservoirs -> {}, new Retrier(outages), new Throughput(new SimpleMeterRegistry()));
        BatchDispatcher dispatcher = new BatchDispatcher(writer, Runnable::run, 1000, 4_000_000);
        Map<String, RowOutcome> outcomes = new HashMap<>();
        for (int i = 0; i < 100 && pendingWrites.size() > 0; i++) {
            dispatcher.dispatch(pendingWrites);
            Optional<CompletedBatch> completed = dispatcher.completed(Duration.ZERO);
            completed.ifPresent(batch -> {
                outcomes.putAll(batch.answer().outcomes());
                pendingWrites.settle(batch.batch());
                for (PendingWrite entry : batch.batch().entries()) {
                    pendingWrites.remove(entry);
                }
            });
        }
        return outcomes;
    }

    private final class Repository implements PassengerRepository {

        @Override
        public Map<String, RowOutcome> write(List<PassengerRow> rows) {
            Map<String, RowOutcome> outcomes = new HashMap<>();
            for (PassengerRow row : rows) {
                if (broken.contains(row.passenger().passengerId())) {
                    failure.run();
                }
                outcomes.put(row.passenger().passengerId(), new RowOutcome.Written());
            }
            return outcomes;
        }

        @Override
        public LookupResult lookup(Collection<String> passengerIds) {
            return LookupResult.NOBODY;
        }

        @Override
        public List<Passenger> available(ReservoirId reservoir) {
            return List.of();
        }

        @Override
        public int deleteFinished(Instant before, int limit) {
            return 0;
        }

        @Override
        public void probe() {}
    }
}
