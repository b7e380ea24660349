package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void topicNamesAreTheOnesThatOthersRelyOn() {
        assertThat(Topics.ALL)
                .extracting(Topic::name)
                .containsExactlyInAnyOrder(
                        "passenger.spawn-requests",
                        "passenger.commands",
                        "passenger.lifecycle",
                        "passenger.spawned",
                        "passenger.boarded",
                        "passenger.alighted",
                        "passenger.cancelled",
                        "passenger.expired",
                        "passenger.command-results",
                        "passenger.dead-letters",
                        "passenger.reservoir-stats");
    }

    @Test
    void everyRecordIsKeyedByTheTextOfItsReservoir() {
        byte[] key = Topics.LIFECYCLE.keySerde().serializer().serialize("any", ReservoirId.depot("Fairchild Street"));

        assertThat(new String(key, UTF_8)).isEqualTo("depot:Fairchild Street");
    }

    @Test
    void eventsAreKeptForAWeekAndInputsForADay() {
        assertThat(Topics.LIFECYCLE.configs()).containsEntry("retention.ms", "604800000");
        assertThat(Topics.SPAWN_REQUESTS.configs()).containsEntry("retention.ms", "86400000");
        assertThat(Topics.DEAD_LETTERS.configs()).containsEntry("retention.ms", "1209600000");
        assertThat(Topics.RESERVOIR_STATS.configs()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void topicsForClientsHaveTheBrokersTime() {
        assertThat(Topics.ALL)
                .filteredOn(topic -> "LogAppendTime".equals(topic.configs().get("message.timestamp.type")))
                .extracting(Topic::name)
                .containsExactlyInAnyOrder("passenger.spawn-requests", "passenger.commands");
    }

    @Test
    void resultsCanBeReadByClientsThatKnowNoCompression() {
        assertThat(Topics.COMMAND_RESULTS.configs()).containsEntry("compression.type", "uncompressed");
    }

    @Test
    void headersAreThoseOfCloudEvents() {
        var headers = CloudEvent.of(Examples.event(), "/reservoir-service").headers();

        assertThat(headers)
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsExactlyInAnyOrder(
                        "ce_specversion=1.0",
                        "ce_type=example.commuter.passenger.boarded.v1",
                        "ce_id=e-1",
                        "ce_subject=" + Examples.PASSENGER_ID,
                        "ce_source=/reservoir-service",
                        "ce_time=2026-03-02T07:31:00Z",
                        "ce_dataschema=https://commuter.example/schemas/v1/passenger-event.json",
                        "content-type=application/json");
    }
}
