package commuter.notifier.hub;

import commuter.notifier.NotifierSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The memory that clients can fill: with subscriptions, with messages that wait or are incomplete, and with what is
 * read for them. There is a limit for each client, and one for all together. Each client may always use the first
 * {@link #OWN} bytes, so that nobody can use up what an ordinary client needs. Thread-safe.
 */
@Component
public final class ClientMemory {
    /** Bytes that every client may always use, however much the others use: enough for a few subscriptions. */
    static final long OWN = 4096;

    private final long limitOfOne;
    private final long limitOfAll;
    private final AtomicLong shared = new AtomicLong();
    private final Counter refused;

    ClientMemory(NotifierSettings settings, MeterRegistry registry) {
        limitOfOne = settings.clientMemory().toBytes();
        limitOfAll = settings.clientsMemory().toBytes();
        refused = Counter.builder("commuter.notifier.memory.refused")
                .description("Messages and lists refused because they would take more memory than clients may")
                .register(registry);
        Gauge.builder("commuter.notifier.memory.used", shared, AtomicLong::get)
                .description(
                        "Bytes that clients hold: subscriptions, messages that wait, the past that is read for them")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }

    /** The purposes of a client's memory. */
    enum Use {
        SUBSCRIPTIONS,
        MESSAGES_THAT_WAIT,
        INCOMPLETE_MESSAGE,
        PAST,
        SNAPSHOTS;

        /**
         * The limit of one client is for what the client has sent. What is read for a client depends on the size of the
         * network, and an incomplete message has its own limit.
         */
        private boolean isSaid() {
            return this == SUBSCRIPTIONS || this == MESSAGES_THAT_WAIT;
        }
    }

    /** There is no memory for a client's request. */
    public static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean ownLimit;

        ExhaustedException(boolean ownLimit, DataSize limit) {
            super(
                    ownLimit
                            ? "The subscriptions and messages of one client may take " + limit.toBytes()
                                    + " bytes: unsubscribe first, name fewer vehicles, or use * for all"
                            : "The clients hold as much memory as they may: ask again later",
                    null,
                    false,
                    false);
            this.ownLimit = ownLimit;
        }

        /** Whether this client's limit is reached; otherwise the limit of all together. */
        public boolean isOwnLimit() {
            return ownLimit;
        }
    }

    /** The memory of one client. For its event loop only. */
    final class Share {
        private final Map<Use, Long> held = new EnumMap<>(Use.class);
        private long total;
        private long said;
        private boolean ended;

        /**
         * Sets how much one purpose takes from now on.
         *
         * @throws ExhaustedException when that exceeds a limit; nothing has changed
         */
        void require(Use use, long bytes) {
            if (!set(use, bytes)) {
                boolean ownLimit = said + bytes - held.getOrDefault(use, 0L) > limitOfOne;
                throw new ExhaustedException(ownLimit, DataSize.ofBytes(limitOfOne));
            }
        }

        /** The same; returns false when that exceeds a limit. Reducing the amount is always possible. */
        boolean set(Use use, long bytes) {
            boolean granted = tryToSet(use, bytes);
            if (!granted) {
                refused.increment();
            }
            return granted;
        }

        /** The same for data that can be taken in smaller portions: nothing is refused. */
        boolean tryToSet(Use use, long bytes) {
            long more = bytes - held.getOrDefault(use, 0L);
            long moreShared = beyondOwn(total + more) - beyondOwn(total);
            if (more > 0 && (ended || exceeds(use.isSaid() ? more : 0, moreShared))) {
                return false;
            }
            shared.addAndGet(moreShared);
            total += more;
            said += use.isSaid() ? more : 0;
            held.put(use, bytes);
            return true;
        }

        /** Releases everything. Afterwards nothing can be reserved any more. */
        void end() {
            ended = true;
            shared.addAndGet(-beyondOwn(total));
            total = 0;
            said = 0;
            held.clear();
        }

        private boolean exceeds(long moreSaid, long moreShared) {
            return said + moreSaid > limitOfOne || (moreShared > 0 && shared.get() + moreShared > limitOfAll);
        }
    }

    Share share() {
        return new Share();
    }

    private static long beyondOwn(long bytes) {
        return Math.max(0, bytes - OWN);
    }
}
