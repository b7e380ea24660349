package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

/** CloudEvents' own SDK reads what the headers say. */
class CloudEventTest {
    private static final String SOURCE = "/reservoir-service";

    @Test
    void eachKindOfRecordIsACloudEventOfItsOwnTypeAboutItsPassengerOrReservoir() {
        Map.of(
                        CloudEvent.of(Examples.spawnRequest(), SOURCE), "example.commuter.passenger.spawn-request.v1",
                        CloudEvent.of(Examples.command(), SOURCE), "example.commuter.passenger.command.v1",
                        CloudEvent.of(Examples.event(), SOURCE), "example.commuter.passenger.boarded.v1",
                        CloudEvent.of(Examples.result(), SOURCE), "example.commuter.passenger.command-result.v1",
                        CloudEvent.of(Examples.stats(), SOURCE), "example.commuter.passenger.reservoir-stats.v1")
                .forEach((written, type) -> {
                    io.cloudevents.CloudEvent read = read(written.headers());
                    assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
                    assertThat(read.getType()).isEqualTo(type);
                    assertThat(read.getId()).isEqualTo(written.id());
                    assertThat(read.getSubject())
                            .isEqualTo(
                                    written.schema() == JsonSchema.RESERVOIR_STATS
                                            ? Examples.RESERVOIR.toString()
                                            : Examples.PASSENGER_ID);
                    assertThat(read.getSource()).isEqualTo(URI.create(SOURCE));
                    assertThat(read.getTime()).isEqualTo(written.time().atOffset(ZoneOffset.UTC));
                    assertThat(read.getDataSchema())
                            .isEqualTo(URI.create(written.schema().uri()));
                    assertThat(read.getDataContentType()).isEqualTo("application/json");
                    assertThat(read.getExtensionNames()).isEmpty();
                });
    }

    @Test
    void theTypeOfAnEventIsThatOfWhatHappened() {
        assertThat(EventType.values())
                .extracting(EventType::cloudEventType)
                .containsExactly(
                        "example.commuter.passenger.spawned.v1",
                        "example.commuter.passenger.boarded.v1",
                        "example.commuter.passenger.alighted.v1",
                        "example.commuter.passenger.cancelled.v1",
                        "example.commuter.passenger.expired.v1",
                        "example.commuter.passenger.state_changed.v1");
    }

    private static io.cloudevents.CloudEvent read(Headers headers) {
        return KafkaMessageFactory.createReader(headers, "{}".getBytes(UTF_8)).toEvent();
    }
}
