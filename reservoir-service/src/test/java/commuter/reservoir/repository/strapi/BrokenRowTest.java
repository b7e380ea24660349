package commuter.reservoir.repository.strapi;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RowOutcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.testing.RunningStrapi;
import commuter.testing.SomePassenger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row was changed with SQL, past Strapi's checks, and is invalid. */
class BrokenRowTest {
    private static final String TOKEN = "the-token-of-the-tests";
    private static final ReservoirId RESERVOIR = ReservoirId.route("1A");
    private static int nextPassenger = 1;

    private static RunningStrapi strapi;
    private static StrapiPassengerRepository repository;

    @BeforeAll
    static void start(@TempDir Path folder) {
        strapi = new RunningStrapi(folder, TOKEN);
        URI url = URI.create("http://127.0.0.1:" + strapi.port());
        repository = new StrapiPassengerRepository(new StrapiClient(url, TOKEN, Duration.ofSeconds(10)));
    }

    @AfterAll
    static void stop() {
        strapi.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latitude = 999",
                "reservoir = 'bus:7'",
                "status = 'FLYING'",
                "priority = 0",
                "version = 0",
                "route_id = ''"
            })
    void aWriteThatMeetsOneIsRefusedByNameAndTheOthersAreWritten(String damage) throws Exception {
        Passenger broken = written();
        Passenger whole = written();
        breakRow(broken, damage);

        Passenger step = passenger(broken.passengerId(), 9);
        Passenger other = passenger(nextId(), 1);
        Map<String, RowOutcome> outcomes = repository.write(
                List.of(new PassengerRow(step, 8, List.of("next")), new PassengerRow(other, 0, List.of("first"))));

        assertThat(outcomes.get(broken.passengerId()))
                .isInstanceOfSatisfying(
                        RowOutcome.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains(damage.substring(0, damage.indexOf(' '))));
        assertThat(outcomes.get(other.passengerId())).isInstanceOf(RowOutcome.Written.class);
        LookupResult lookupResult = repository.lookup(List.of(broken.passengerId(), whole.passengerId(), nextId()));
        assertThat(lookupResult.found()).containsOnlyKeys(whole.passengerId());
        assertThat(lookupResult.unreadable()).containsOnlyKeys(broken.passengerId());
        assertThat(lookupResult.unreadable().get(broken.passengerId()))
                .contains(damage.substring(0, damage.indexOf(' ')));
    }

    @Test
    void theListLacksItAndNobodyElse() throws Exception {
        Passenger broken = written();
        Passenger whole = written();
        breakRow(broken, "longitude = -999");

        assertThat(repository.available(RESERVOIR))
                .extracting(Passenger::passengerId)
                .contains(whole.passengerId())
                .doesNotContain(broken.passengerId());
    }

    private static void breakRow(Passenger passenger, String damage) throws Exception {
        String sql =
                "UPDATE active_passengers SET " + damage + " WHERE passenger_id = '" + passenger.passengerId() + "'";
        String script = "new (require('better-sqlite3'))(process.argv[1]).exec(process.argv[2])";
        Process node = new ProcessBuilder(
                        "node", "-e", script, strapi.database().toString(), sql)
                .directory(Path.of("..", "strapi").toFile())
                .inheritIO()
                .start();
        assertThat(node.waitFor()).isZero();
    }

    private static Passenger written() {
        Passenger passenger = passenger(nextId(), 1);
        repository.write(List.of(new PassengerRow(passenger, 0, List.of("event"))));
        return passenger;
    }

    private static String nextId() {
        return SomePassenger.id(nextPassenger++);
    }

    private static Passenger passenger(String id, long version) {
        return SomePassenger.of(RESERVOIR).withId(id).as(PassengerStatus.WAITING, version);
    }
}
