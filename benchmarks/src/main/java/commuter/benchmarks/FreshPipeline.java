package commuter.benchmarks;

import commuter.schemas.Topics;
import commuter.standalone.Pipeline;
import commuter.standalone.PipelineBuilder;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.Progress;
import commuter.standalone.net.Http;
import commuter.standalone.parts.JvmProfile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Some parts of the pipeline, started without data. They end with this process, however it ends. */
final class FreshPipeline implements AutoCloseable {
    private final Pipeline pipeline;
    private final Thread hook;

    private FreshPipeline(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.hook = new Thread(pipeline::close, "ctrl-c");
    }

    /** Deletes the data of the last run in the folder, starts the parts, and returns when they are ready. */
    static FreshPipeline start(Path folder, Port first, Port... others) {
        return start(Pipeline.builder().data(folder, true).ports(Ports.free()).only(first, others));
    }

    static FreshPipeline start(PipelineBuilder builder) {
        Pipeline pipeline = builder.jvm(JvmProfile.SUSTAINED_LOAD).build();
        // Read by log4j2.xml when the first Kafka client starts.
        System.setProperty("commuter.launcher.log", pipeline.data().log("bench").toString());
        FreshPipeline fresh = new FreshPipeline(pipeline);
        Runtime.getRuntime().addShutdownHook(fresh.hook);
        pipeline.start(Progress.SILENT);
        return fresh;
    }

    Pipeline parts() {
        return pipeline;
    }

    /** @throws commuter.standalone.parts.PartFailedException when a part has ended by itself */
    void requireAlive() {
        @Nullable RuntimeException failure = pipeline.failure().getNow(null);
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Checks that all of the work was measured.
     *
     * @throws WrongResultException when Strapi has another number of passengers
     */
    void requireRows(long expected) throws IOException {
        long rows = Http.get(
                        pipeline.url(Port.STRAPI) + "/api/active-passengers?pagination%5BpageSize%5D=1",
                        pipeline.strapiToken())
                .path("meta")
                .path("pagination")
                .path("total")
                .asLong();
        if (rows != expected) {
            throw new WrongResultException("Strapi has " + rows + " passengers where " + expected
                    + " were to come. Dead letters, if any, are on " + Topics.DEAD_LETTERS.name() + ".");
        }
    }

    @Override
    public void close() {
        pipeline.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends, and its shutdown hook has done this.
        }
    }
}
