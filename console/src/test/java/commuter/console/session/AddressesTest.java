package commuter.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, http://localhost:4000, http://localhost:4001, ws://localhost:8080/ws/stream",
        "bus.example:5000, http://bus.example:5000, http://bus.example:4001, ws://bus.example:8080/ws/stream",
        "https://bus.example/, https://bus.example, https://bus.example:4001, wss://bus.example:8080/ws/stream"
    })
    void theOtherServicesAreWhereTheReservoirIs(String given, String reservoir, String spawner, String stream) {
        Addresses addresses = Addresses.of(given, null, null);

        assertThat(addresses.reservoir()).hasToString(reservoir);
        assertThat(addresses.spawner()).hasToString(spawner);
        assertThat(addresses.stream()).hasToString(stream);
    }

    @Test
    void unlessItIsSaidWhereTheyAre() {
        Addresses addresses = Addresses.of("localhost", "one:1", "http://two:2");

        assertThat(addresses.spawner()).hasToString("http://one:1");
        assertThat(addresses.notifier()).hasToString("http://two:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://here", "http://", "no where"})
    void whatIsNoAddressIsNamed(String text) {
        assertThatThrownBy(() -> Addresses.of(text, null, null))
                .isInstanceOf(ConsoleException.class)
                .hasMessageContainingAll("'" + text + "'", "host:port");
    }
}
