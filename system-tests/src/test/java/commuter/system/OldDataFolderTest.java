package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.EventType;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Progress;
import commuter.system.support.ApiClient;
import commuter.system.support.Eventually;
import commuter.system.support.KafkaClient;
import commuter.system.support.RunningPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an earlier version has written starts with this one: topics, stores and rows. The folder is that of a run of
 * {@code bin/standalone --for 20} in November 2026, before the reservoir's packages and classes got the names that they
 * have; its {@code facts.properties} was added by hand.
 */
class OldDataFolderTest {
    private static final String FOLDER = "/data-folder-2026-11.zip";

    @TempDir
    private Path temp;

    @Test
    void aReservoirGoesOnWhereAnEarlierVersionHasStopped() throws Exception {
        Path data = unpack();
        Properties facts = new Properties();
        try (InputStream in = Files.newInputStream(data.resolve("facts.properties"))) {
            facts.load(in);
        }
        ReservoirId reservoir = ReservoirId.parse(facts.getProperty("reservoir"));
        long lastSequence = Long.parseLong(facts.getProperty("sequence"));
        String boarded = facts.getProperty("boarded");
        try (Pipeline pipeline = RunningPipeline.builder(data)
                .data(data, false)
                .setting(Port.RESERVOIR, RunningPipeline.PATIENT.getKey(), RunningPipeline.PATIENT.getValue())
                .only(Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR)
                .build()) {
            pipeline.start(Progress.SILENT);
            ApiClient api = new ApiClient(pipeline);
            try (KafkaClient kafka = new KafkaClient(pipeline.bootstrapServers())) {
                assertThat(api.patch("/api/passengers/" + boarded + "/alight", "{}")
                                .status())
                        .isEqualTo(200);
                Eventually.until(
                        "the event of it",
                        () -> kafka.events(reservoir).stream().anyMatch(event -> isAlightingOf(boarded, event)));

                // Those who waited may have expired before, or since: that depends on the day of this test.
                List<Long> sequences = kafka.events(reservoir).stream()
                        .map(PassengerEvent::sequence)
                        .toList();
                long first = sequences.get(0);
                assertThat(first).isGreaterThan(lastSequence);
                assertThat(sequences)
                        .isEqualTo(LongStream.range(first, first + sequences.size())
                                .boxed()
                                .toList());
            }
            assertThat(api.get("/api/passengers/" + facts.getProperty("waiting"))
                            .text("status"))
                    .isIn("WAITING", "EXPIRED");
        }
    }

    private static boolean isAlightingOf(String passengerId, PassengerEvent event) {
        return event.type() == EventType.ALIGHTED
                && event.passenger().passengerId().equals(passengerId);
    }

    private Path unpack() throws IOException {
        Path folder = temp.resolve("data");
        try (ZipInputStream zip = new ZipInputStream(OldDataFolderTest.class.getResourceAsStream(FOLDER))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return folder;
    }
}
