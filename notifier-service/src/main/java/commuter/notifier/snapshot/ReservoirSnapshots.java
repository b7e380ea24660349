package commuter.notifier.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.notifier.hub.LogPosition;
import commuter.notifier.hub.Snapshots;
import commuter.schemas.ReservoirId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads lists over HTTP: each list once for all callers who ask within a second, and a few lists at a time for each
 * caller, so that nobody waits for all lists of another caller. A list that is requested at a position in the log
 * contains everything before it: an event is in the log only when its row can be read. For reservoirs without stats or
 * events, one call for many of them first asks whether they have waiting passengers.
 */
@Component
class ReservoirSnapshots implements Snapshots {
    private static final Logger log = LoggerFactory.getLogger(ReservoirSnapshots.class);
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);
    private static final int CALLS_AT_ONCE = 8;
    private static final int CALLS_AT_ONCE_OF_ONE = 4;
    private static final byte[] NOBODY = "[]".getBytes(UTF_8);

    private final ReservoirLists lists;
    private final Map<ReservoirId, Reading> readings = new HashMap<>();

    /** @param snapshot null when the list could not be read */
    private record Result(ReservoirId reservoir, @Nullable Snapshot snapshot) {}

    /** @param result reading starts with the first caller who needs it; all callers get it */
    private record Reading(LogPosition since, long startedNanos, Mono<Result> result) {
        /** A failed read is shared like any other. Otherwise all callers would go on asking for this list. */
        boolean isShared() {
            return System.nanoTime() - startedNanos < SHARED_FOR.toNanos();
        }
    }

    ReservoirSnapshots(ReservoirServiceSettings settings) {
        this.lists = new ReservoirLists(settings, CALLS_AT_ONCE);
    }

    @Override
    public CompletableFuture<Readings> of(
            Collection<ReservoirId> reservoirs, Predicate<ReservoirId> known, LogPosition now, boolean fresh) {
        return Flux.fromIterable(begin(reservoirs, known, now, fresh))
                .flatMapSequential(Reading::result, CALLS_AT_ONCE_OF_ONE)
                .collectList()
                .map(ReservoirSnapshots::readings)
                .toFuture();
    }

    private synchronized List<Reading> begin(
            Collection<ReservoirId> reservoirs, Predicate<ReservoirId> known, LogPosition now, boolean fresh) {
        readings.values().removeIf(reading -> !reading.isShared());
        List<ReservoirId> toRead = reservoirs.stream()
                .filter(reservoir -> !isThere(readings.get(reservoir), now, fresh))
                .toList();
        List<ReservoirId> unheardOf = toRead.stream().filter(known.negate()).toList();
        Mono<Set<ReservoirId>> waiting = lists.waiting(unheardOf).cache();
        for (ReservoirId reservoir : toRead) {
            Mono<byte[]> list = known.test(reservoir)
                    ? lists.available(reservoir)
                    : waiting.flatMap(
                            some -> some.contains(reservoir) ? lists.available(reservoir) : Mono.just(NOBODY));
            readings.put(reservoir, new Reading(now, System.nanoTime(), result(reservoir, now, list)));
        }
        return reservoirs.stream()
                .map(readings::get)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static boolean isThere(@Nullable Reading reading, LogPosition now, boolean fresh) {
        List<Integer> partitions = IntStream.range(0, now.partitions()).boxed().toList();
        return reading != null && (!fresh || reading.since().reaches(now, partitions));
    }

    private static Mono<Result> result(ReservoirId reservoir, LogPosition now, Mono<byte[]> list) {
        return list.map(json -> new Result(reservoir, new Snapshot(reservoir, now, json)))
                .onErrorResume(failure -> Mono.just(unread(reservoir, failure)))
                .cache();
    }

    private static Readings readings(List<Result> results) {
        return new Readings(
                results.stream()
                        .flatMap(result -> Stream.ofNullable(result.snapshot()))
                        .toList(),
                results.stream()
                        .filter(result -> result.snapshot() == null)
                        .map(Result::reservoir)
                        .toList());
    }

    private static Result unread(ReservoirId reservoir, Throwable failure) {
        log.debug("The list of {} could not be read", reservoir, failure);
        return new Result(reservoir, null);
    }
}
