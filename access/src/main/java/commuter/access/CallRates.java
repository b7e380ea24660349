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
 * Limits the calls of each caller to a number per second. Callers with a valid key or token are counted by it, from any
 * address. So an unauthenticated caller behind the same proxy cannot use up their calls. All others are counted by
 * address. The two kinds have separate tables: see {@link TokenBuckets}. Thread-safe.
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
     * Counts a call of an unauthenticated caller.
     *
     * @param address the caller's, in digits; null for a call that is not counted
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
     * Authenticates the caller, and counts the call: for the authenticated caller, otherwise for the address.
     *
     * @param identify throws a {@link RefusedException} when the key or token is not valid
     * @param address in digits; null for a call that is not counted
     * @throws RefusedException when the key or token is not valid, or when there are too many calls
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

    /** {@link Caller#ANYONE} is counted by the address. */
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
                .description("Calls refused because there were too many from one address or with one key")
                .tag("by", by)
                .register(registry);
    }

    private boolean isExempt(String address) {
        return !settings.loopback() && ThisMachine.isNamed(address);
    }

    /**
     * The owner of one IPv6 address usually has 2^64 of them, which begin with the same four groups. These count as
     * one.
     */
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
