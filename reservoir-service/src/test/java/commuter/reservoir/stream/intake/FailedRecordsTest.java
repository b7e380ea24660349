package commuter.reservoir.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailedRecordsTest {
    private static final String PLACE = "passenger.commands-3@41";

    private Instant now = Instant.parse("2026-03-02T07:30:00Z");
    private final FailedRecords failed = new FailedRecords(() -> now);

    @Test
    void anAccidentIsForgottenWhenTheStreamHasComePastIt() {
        failed.failed(failure(PLACE));

        assertThat(failed.passOver(PLACE)).isEmpty();
        assertThat(failed.current()).singleElement().satisfies(failure -> {
            assertThat(failure.place()).isEqualTo(PLACE);
            assertThat(failure.times()).isEqualTo(1);
            assertThat(failure.reason()).contains("a bug");
        });
        failed.passed(PLACE);
        assertThat(failed.current()).isEmpty();
    }

    @Test
    void whatFailsAgainAndAgainIsPassedOverAlsoWhenTheTransactionIsUndone() {
        for (int times = 1; times <= 3; times++) {
            assertThat(failed.failed(failure(PLACE))).isEqualTo(times);
        }
        failed.passed(PLACE);

        assertThat(failed.passOver(PLACE))
                .contains("the reservoir failed over it 3 times: java.lang.IllegalStateException: a bug");
        assertThat(failed.passOver("passenger.commands-3@42")).isEmpty();
    }

    @Test
    void aFailureWithoutAKnownPlaceCountsUntilItDoesNotHappenAgain() {
        for (int i = 0; i < 5; i++) {
            failed.failed(new StreamsException("no broker"));
        }
        assertThat(failed.current())
                .singleElement()
                .satisfies(failure -> assertThat(failure.times()).isEqualTo(5));

        now = now.plus(Duration.ofMinutes(2));
        assertThat(failed.current()).isEmpty();
    }

    @Test
    void howManyFailuresAreRememberedIsBounded() {
        for (int i = 0; i < 5_000; i++) {
            failed.failed(failure("passenger.commands-0@" + i));
        }
        assertThat(failed.current()).hasSize(1_000);
    }

    @Test
    void kafkasOwnFailuresAreNoInputsFault() {
        KafkaException fenced = new KafkaException("fenced");

        assertThat(FailedInputException.of(PLACE, fenced)).isSameAs(fenced);
    }

    private static Throwable failure(String place) {
        return new StreamsException(FailedInputException.of(place, new IllegalStateException("a bug")));
    }
}
