package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A caller's body is read, or refused before it fills the memory. */
class JsonBodyTest {

    @Test
    void fiveThousandCompletePassengersAreRead() {
        String passenger = new String(Examples.spawnRequest().write(), UTF_8);
        String body = IntStream.range(0, 5000).mapToObj(i -> passenger).collect(Collectors.joining(",", "[", "]"));

        assertThat(Json.readBody(body.getBytes(UTF_8)).size()).isEqualTo(5000);
    }

    @Test
    void aBodyOfManyMoreSmallValuesThanAnybodyNeedsIsRefused() {
        assertRefused("[" + "{},".repeat(1_300_000) + "{}]", "has too much in it");
        assertRefused("{\"a\":[" + "0,".repeat(1_300_000) + "0]}", "has too much in it");
    }

    @Test
    void aFieldThatStandsThereTwiceIsRefused() {
        assertRefused("{\"vehicle_id\":\"A\",\"vehicle_id\":\"B\"}", "vehicle_id");
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        assertRefused("[".repeat(100_000), "$");
    }

    private static void assertRefused(String body, String why) {
        assertThatThrownBy(() -> Json.readBody(body.getBytes(UTF_8)))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining(why);
    }
}
