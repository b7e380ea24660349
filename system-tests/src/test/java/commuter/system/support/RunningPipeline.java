package commuter.system.support;

import commuter.standalone.Pipeline;
import commuter.standalone.PipelineBuilder;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the pipeline before the first test that asks for it, hands it to all of this JVM, and stops it after the last.
 * The build runs several such JVMs at a time.
 */
public final class RunningPipeline implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RunningPipeline.class);
    private static final Ports MANAGEMENT = Ports.free();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Pipeline.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Holder.class, key -> new Holder(start()), Holder.class)
                .pipeline();
    }

    /** A pipeline on free ports, of which nothing runs yet, for tests that need one of their own. */
    public static PipelineBuilder builder(Path data) {
        PipelineBuilder builder = Pipeline.builder()
                .data(data, true)
                .ports(Ports.free())
                .feed(Path.of("src", "test", "resources", "feed"))
                // Short, so that a test can wait for it.
                .setting(Port.RESERVOIR, "commuter.strapi.timeout", "5s")
                // So that its log says why a caller was told to come again.
                .setting(Port.RESERVOIR, "logging.level.commuter.reservoir.api", "debug");
        TestInfrastructure.containers().ifPresent(builder::infrastructure);
        return builder;
    }

    /** Where a service of the pipeline that all tests share has health and metrics besides. */
    public static String managementUrl(Port service) {
        return "http://127.0.0.1:" + MANAGEMENT.of(service);
    }

    private static Pipeline start() {
        PipelineBuilder builder = builder(Path.of("target", System.getProperty("commuter.pipeline", "pipeline")));
        for (Port service : List.of(Port.RESERVOIR, Port.SPAWNER, Port.NOTIFIER)) {
            builder.setting(service, "commuter.management.port", String.valueOf(MANAGEMENT.of(service)));
        }
        Pipeline pipeline = builder.build();
        pipeline.start(Progress.SILENT);
        return pipeline;
    }

    /**
     * Closed by JUnit with the session's store, after all tests: Surefire runs each class by itself, and its root store
     * ends with it.
     */
    private record Holder(Pipeline pipeline) implements AutoCloseable {
        @Override
        public void close() {
            pipeline.close();
        }
    }
}
