package commuter.access;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers to so many calls a second. Those who show a key or a token that is known are counted by it alone,
 * wherever they call from, so that no stranger behind the same proxy can use up what is theirs. Everybody else is
 * counted by address. The two kinds have tables of their own: see {@link TokenBuckets}. Thread-safe.
 */
public final class CallRates implements MeterBinder {
    private final RateLimitSettings settings;
    private final @Nullable TokenBuckets addresses;
    private final @Nullable TokenBuckets callers;
    private final AtomicLong refusedByAddress = new AtomicLong();
    private final AtomicLong refusedByKey = new AtomicLong();

    public CallRates(RateLimitSettings settings) {
        this(settings, System::nanoTime);
    }

    CallRates(RateLimitSettings settings, LongSupplier clock) {
        this.settings = settings;
        addresses = settings.perAddress() == 0 ? null : new TokenBuckets(settings.perAddress(), clock);
        callers = settings.perKey() == 0 ? null : new TokenBuckets(settings.perKey(), clock);
    }

    /**
     * Counts a call of somebody who is not known.
     *
     * @param address from which they call, in digits; null for a call that is not counted
     * @throws RefusedException when there are too many
     */
    public void count(@Nullable String address) {
        if (addresses == null || address == null || isExempt(address)) {
            return;
        }
        Duration wait = addresses.take(network(address));
        if (!wait.isZero()) {
            refusedByAddress.incrementAndGet();
            throw new RefusedException(Refusal.tooMany(
                    "This address calls more than " + settings.perAddress()
                            + " times a second without a key that is known: wait, or show an API key or a token",
                    wait));
        }
    }

    /**
     * Finds out who calls, and counts the call: for whoever is known, or else for the address.
     *
     * @param identify throws a {@link RefusedException} when what is shown is not known
     * @param address in digits; null for a call that is not counted
     * @throws RefusedException when what is shown is not known, or when there are too many calls
     */
    public Caller counted(Supplier<Caller> identify, @Nullable String address) {
        Caller caller;
        try {
            caller = identify.get();
        } catch (RefusedException e) {
            count(address);
            throw e;
        }
        count(caller, address);
        return caller;
    }

    /** Of {@link Caller#ANYONE} by the address. */
    void count(Caller caller, @Nullable String address) {
        if (caller.equals(Caller.ANYONE)) {
            count(address);
            return;
        }
        if (callers == null || address == null || isExempt(address)) {
            return;
        }
        Duration wait = callers.take(caller.name());
        if (!wait.isZero()) {
            refusedByKey.incrementAndGet();
            throw new RefusedException(Refusal.tooMany(
                    "This key, or this token's subject, calls more than " + settings.perKey()
                            + " times a second: wait, or have commuter.rate-limit.per-key raised",
                    wait));
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bind(registry, "address", refusedByAddress);
        bind(registry, "key", refusedByKey);
    }

    private static void bind(MeterRegistry registry, String by, AtomicLong refused) {
        FunctionCounter.builder("commuter.rate.limited", refused, AtomicLong::get)
                .description("Calls refused because there were too many of an address or with a key")
                .tag("by", by)
                .register(registry);
    }

    private boolean isExempt(String address) {
        return !settings.loopback() && ThisMachine.isNamed(address);
    }

    /** Whoever has an IPv6 address has some 2^64 of them, which begin with the same four groups. */
    private static String network(String address) {
        int end = -1;
        for (int group = 0; group < 4; group++) {
            end = address.indexOf(':', end + 1);
            if (end < 0) {
                return address;
            }
        }
        return address.substring(0, end);
    }
}
