package commuter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each caller has a number of calls, which come back with time, and no caller uses up another's. */
class CallRatesTest {
    private static final Caller BUS = new Caller("bus", EnumSet.of(Scope.COMMAND), null, null, null);
    private static final Caller MAP = new Caller("map", EnumSet.of(Scope.READ), null, null, null);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final CallRates rates = new CallRates(new RateLimitSettings(10, 20, false), now::get);

    @Test
    void twoSecondsCallsMayComeAtOnceAndThenSoManyASecond() {
        calls(20, "192.0.2.1");
        assertThatThrownBy(() -> rates.count("192.0.2.1"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(429))
                .hasMessageContaining("10 times a second")
                .hasMessageContaining("show an API key");
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        calls(10, "192.0.2.1");
        refused("192.0.2.1");
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        calls(20, "192.0.2.1");
        refused("192.0.2.1");
    }

    @Test
    void theWaitThatIsToldIsEnoughAndNotOver() {
        calls(20, "192.0.2.1");
        assertThatThrownBy(() -> rates.count("192.0.2.1")).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.refusal().retryAfterSeconds()).isEqualTo("1");
            now.addAndGet(refused.refusal().retryAfter().toNanos());
        });
        calls(1, "192.0.2.1");
        refused("192.0.2.1");
    }

    @Test
    void aKeyHasItsOwnCallsWhereverItCallsFromAndWhateverStrangersDoThere() {
        calls(20, "192.0.2.1");
        refused("192.0.2.1");
        for (int call = 0; call < 40; call++) {
            rates.count(BUS, call % 2 == 0 ? "192.0.2.1" : "192.0.2.2");
        }
        assertThatThrownBy(() -> rates.count(BUS, "192.0.2.3")).hasMessageContaining("20 times a second");
        rates.count(MAP, "192.0.2.1");
        calls(20, "192.0.2.2");
    }

    @Test
    void callersWithoutAuthenticationAreCountedByTheirAddress() {
        calls(20, "192.0.2.1");
        assertThatThrownBy(() -> rates.count(Caller.ANYONE, "192.0.2.1")).isInstanceOf(RefusedException.class);
        rates.count(Caller.ANYONE, "192.0.2.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.8.7", "0:0:0:0:0:0:0:1"})
    void thisMachineIsNotCounted(String address) {
        assertThatCode(() -> calls(1000, address)).doesNotThrowAnyException();
        CallRates all = new CallRates(new RateLimitSettings(10, 20, true), now::get);
        assertThatThrownBy(() -> {
                    for (int call = 0; call < 1000; call++) {
                        all.count(address);
                    }
                })
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountAsOne() {
        for (int call = 0; call < 20; call++) {
            rates.count("2001:db8:1:2:3:4:5:" + call);
        }
        refused("2001:db8:1:2:ffff:4:5:6");
        calls(20, "2001:db8:1:3:3:4:5:6");
    }

    @Test
    void zeroIsNoLimit() {
        CallRates none = new CallRates(new RateLimitSettings(0, 0, true), now::get);
        for (int call = 0; call < 10_000; call++) {
            none.count("192.0.2.1");
            none.count(BUS, "192.0.2.1");
        }
    }

    @Test
    void manyAddressesFillNoMemoryAndNoCallerOverTheirRateIsForgotten() {
        TokenBuckets buckets = new TokenBuckets(10, now::get);
        take(buckets, "greedy", 20);
        assertThat(buckets.take("greedy")).isPositive();
        for (int address = 0; address < 3 * TokenBuckets.MOST; address++) {
            buckets.take("address " + address);
        }
        assertThat(buckets.size()).isEqualTo(TokenBuckets.MOST + 1);
        assertThat(buckets.take("greedy")).isPositive();
        assertThat(buckets.take("a newcomer"))
                .as("shares what the last ones had")
                .isPositive();

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(buckets.take("a newcomer")).as("finds a place of its own").isZero();
        assertThat(buckets.size()).isLessThan(10);
        take(buckets, "greedy", 10);
        assertThat(buckets.take("greedy")).isPositive();
    }

    @Test
    void aLongNameIsCountedAsItselfAndTakesNoMoreMemoryThanAShortOne() {
        TokenBuckets buckets = new TokenBuckets(10, now::get);
        String subject = "s".repeat(6000);
        take(buckets, subject, 20);

        assertThat(buckets.take(subject)).isPositive();
        assertThat(buckets.take(subject + "2")).isZero();
        assertThat(buckets.longestName()).isEqualTo(TokenBuckets.LONGEST_NAME);
    }

    private static void take(TokenBuckets buckets, String who, int times) {
        for (int call = 0; call < times; call++) {
            assertThat(buckets.take(who)).isZero();
        }
    }

    private void calls(int times, String address) {
        for (int call = 0; call < times; call++) {
            rates.count(address);
        }
    }

    private void refused(String address) {
        assertThatThrownBy(() -> rates.count(address)).isInstanceOf(RefusedException.class);
    }
}
