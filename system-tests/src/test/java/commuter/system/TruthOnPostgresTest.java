package commuter.system;

import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Progress;
import commuter.standalone.parts.StrapiDatabase;
import commuter.system.support.KafkaClient;
import commuter.system.support.RunningPipeline;
import commuter.system.workload.BusyDay;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** PostgreSQL, the database for production, in its own pipeline. */
class TruthOnPostgresTest {

    @Test
    void everyRecordOfABusyDayIsAccountedFor() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Pipeline pipeline = RunningPipeline.builder(Path.of("target", "pipeline-on-postgres"))
                        .only(Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR)
                        .database(new StrapiDatabase.Postgres(
                                "127.0.0.1", postgres.getPort(), "postgres", "postgres", "postgres"))
                        .build()) {
            pipeline.start(Progress.SILENT);
            try (KafkaClient kafka = new KafkaClient(pipeline.bootstrapServers())) {
                BusyDay.happensTo(pipeline, kafka);
            }
        }
    }
}
