package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.standalone.Port;
import commuter.standalone.parts.Part;
import commuter.system.support.AnotherReservoir;
import commuter.system.support.Eventually;
import commuter.system.support.ReservoirGroup;
import commuter.system.support.ReservoirHealth;
import commuter.system.support.Size;
import commuter.system.support.SystemTest;
import commuter.system.workload.Load;
import commuter.system.workload.TestWorkload;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Parts fail while requests and commands keep coming; at the end nothing is lost, duplicated, or inconsistent. */
class FaultsUnderLoadTest extends SystemTest {
    /** Kafka Streams' transactions time out after 10 s, and calls to Strapi, in these tests, after 5 s. */
    private static final Duration LONGER_THAN_ANY_TIMEOUT = Duration.ofSeconds(12);

    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final String USUAL = "reservoir-1";
    private static final String OTHER = "reservoir-2";

    /** More than is processed while the reservoir starts. */
    private static final int BACKLOG = Size.of(4_000, 50_000);

    /** Each kill happens while Strapi has a batch that Kafka has not committed. */
    private static final int KILLS = Size.of(3, 30);

    private final TestWorkload testWorkload = new TestWorkload(5, 2);
    private ReservoirHealth health;

    @BeforeEach
    void findHealth() {
        health = new ReservoirHealth(pipeline.url(Port.RESERVOIR));
    }

    @Test
    void aStrapiThatHangsAndThenIsGoneDelaysAndLosesNothing() throws Exception {
        underLoad(() -> {
            whileHarmed(Port.STRAPI, Part::freeze, Part::thaw, () -> {
                JsonNode outage = health.awaitDown("Strapi", LONGER_THAN_ANY_TIMEOUT);
                assertThat(outage.path("reason").asString()).contains("not answered within 5000 ms");
                assertThat(health.isReady())
                        .as("it still holds commands and answers reads")
                        .isTrue();
            });
            health.awaitUp();
            whileHarmed(Port.STRAPI, Part::kill, Part::start, () -> health.awaitDown("Strapi", A_MOMENT));
            health.awaitUp();
        });
        audit(testWorkload);
    }

    @Test
    void aRedisThatHangsAndThenIsGoneDelaysAndLosesNothing() throws Exception {
        underLoad(() -> {
            whileHarmed(Port.REDIS, Part::freeze, Part::thaw, () -> health.awaitDown("Redis", A_MOMENT));
            health.awaitUp();
            whileHarmed(Port.REDIS, Part::kill, Part::start, () -> health.awaitDown("Redis", A_MOMENT));
            health.awaitUp();
        });
        audit(testWorkload);
    }

    @Test
    void aReservoirThatIsKilledAgainAndAgainInTheMiddleOfItsWorkLosesAndDoublesNothing() throws Exception {
        testWorkload.publish(BACKLOG, kafka);
        for (int i = 0; i < KILLS; i++) {
            awaitProgress();
            whileHarmed(Port.RESERVOIR, Part::kill, Part::start, () -> {});
        }
        audit(testWorkload);
    }

    @Test
    void anInstanceThatSleptThroughItsReplacementDoesNoHarmWhenItWakesUp() throws Exception {
        ReservoirGroup group = new ReservoirGroup(pipeline);
        try (AnotherReservoir other = new AnotherReservoir(pipeline, OTHER, pipeline.strapiToken())) {
            underLoad(() -> {
                group.awaitWorking(USUAL, OTHER);
                whileHarmed(Port.RESERVOIR, Part::freeze, Part::thaw, () -> {
                    group.awaitWorking(OTHER);
                    awaitProgress();
                });
                group.awaitWorking(USUAL, OTHER);
                awaitProgress();
                other.health().awaitUp();
            });
        }
        group.awaitWorking(USUAL);
        audit(testWorkload);
    }

    @Test
    void aWrongTokenStopsAllWritesUntilItIsCorrected() throws Exception {
        whileHarmed(Port.RESERVOIR, Part::kill, Part::start, () -> {
            try (AnotherReservoir locked = new AnotherReservoir(pipeline, USUAL, "a-token-that-opens-nothing")) {
                for (SpawnRequest request : scenario.spawnRequests(500)) {
                    kafka.send(request);
                    kafka.send(scenario.board(request.passengerId(), "BUS-1"));
                }
                kafka.flush();
                JsonNode outage = locked.health().awaitDown("Strapi", A_MOMENT);

                assertThat(outage.path("misconfigured").asBoolean()).isTrue();
                assertThat(outage.path("reason").asString()).contains("commuter.strapi.token");
                assertThat(kafka.events(reservoir())).isEmpty();
                assertThat(kafka.records(Topics.DEAD_LETTERS)).isEmpty();
            }
        });

        assertThat(audit()).satisfies(accounts -> {
            assertThat(accounts.spawned()).isEqualTo(500);
            assertThat(accounts.results()).isEqualTo(500);
        });
    }

    private void underLoad(Runnable work) {
        Load load = Load.start(testWorkload, kafka);
        try {
            awaitProgress();
            work.run();
        } finally {
            load.end();
        }
    }

    private void awaitProgress() {
        int before = kafka.records(Topics.LIFECYCLE).size();
        Eventually.until(
                "the work goes on", () -> kafka.records(Topics.LIFECYCLE).size() > before + 100);
    }
}
