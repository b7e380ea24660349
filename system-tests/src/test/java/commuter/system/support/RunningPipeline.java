package commuter.system.support;

import commuter.standalone.Pipeline;
import commuter.standalone.PipelineBuilder;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the pipeline before the first test that needs it, shares it with all tests of this JVM, and stops it after the
 * last. The build runs several such JVMs at a time.
 */
public final class RunningPipeline implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RunningPipeline.class);
    private static final Ports MANAGEMENT = Ports.free();

    /**
     * A setting of a reservoir whose callers wait for the result of a command for as long as a busy machine needs,
     * where by itself it answers 202 after five seconds. For tests of what the result is, not of how late it may be.
     */
    public static final Map.Entry<String, String> PATIENT = Map.entry("commuter.command.timeout", "30s");

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

    /** A pipeline on free ports, not started yet, for tests that need their own. */
    public static PipelineBuilder builder(Path data) {
        PipelineBuilder builder = Pipeline.builder()
                .data(data, true)
                .ports(Ports.free())
                .feed(Path.of("src", "test", "resources", "feed"))
                // Short, so that a test can wait for it.
                .setting(Port.RESERVOIR, "commuter.strapi.timeout", "5s")
                // So that its log contains the reason why a caller was told to try again.
                .setting(Port.RESERVOIR, "logging.level.commuter.reservoir.api", "debug");
        TestInfrastructure.containers().ifPresent(builder::infrastructure);
        return builder;
    }

    /** The address of health and metrics of a service in the shared pipeline. */
    public static String managementUrl(Port service) {
        return "http://127.0.0.1:" + MANAGEMENT.of(service);
    }

    private static Pipeline start() {
        PipelineBuilder builder = builder(Path.of("target", System.getProperty("commuter.pipeline", "pipeline")));
        for (Port service : List.of(Port.RESERVOIR, Port.SPAWNER, Port.NOTIFIER)) {
            builder.setting(service, "commuter.management.port", String.valueOf(MANAGEMENT.of(service)));
        }
        builder.setting(Port.RESERVOIR, PATIENT.getKey(), PATIENT.getValue());
        Pipeline pipeline = builder.build();
        pipeline.start(Progress.SILENT);
        return pipeline;
    }

    /**
     * JUnit closes it with the session's store, after all tests: Surefire runs each class separately, and its root
     * store ends with the class.
     */
    private record Holder(Pipeline pipeline) implements AutoCloseable {
        @Override
        public void close() {
            pipeline.close();
        }
    }
}
