package commuter.system.support;

import commuter.standalone.Checkout;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.parts.JvmProfile;
import commuter.standalone.parts.Part;
import commuter.standalone.parts.ProcessStarter;
import commuter.standalone.parts.ServicePart;
import java.nio.file.Path;
import java.util.Map;

/** Another instance of the reservoir service. */
public final class AnotherReservoir implements AutoCloseable {
    private final ProcessStarter starter = new ProcessStarter();
    private final ServicePart part;
    private final Pipeline pipeline;
    private final String instanceId;

    /** @param strapiToken the pipeline's, or a wrong one */
    public AnotherReservoir(Pipeline pipeline, String instanceId, String strapiToken) {
        this(pipeline, instanceId, strapiToken, Map.of());
    }

    /** @param more settings, which override the usual ones */
    public AnotherReservoir(Pipeline pipeline, String instanceId, String strapiToken, Map<String, String> more) {
        this.pipeline = pipeline;
        this.instanceId = instanceId;
        Path folder = pipeline.data().folder("another-" + instanceId);
        part = new ServicePart(
                "Reservoir " + instanceId,
                Checkout.find().jar("reservoir-service"),
                JvmProfile.QUICK_START,
                Ports.free().of(Port.RESERVOIR),
                () -> Settings.with(
                        more,
                        Map.of(
                                "spring.kafka.bootstrap-servers", pipeline.bootstrapServers(),
                                "commuter.strapi.url", pipeline.url(Port.STRAPI),
                                "commuter.network.url", pipeline.url(Port.SPAWNER) + "/api/network",
                                "commuter.redis.url", pipeline.redisUrl(),
                                "commuter.instance-id", instanceId,
                                "commuter.state-dir", folder.resolve("state").toString())),
                Map.of("COMMUTER_STRAPI_TOKEN", strapiToken),
                folder.resolve("reservoir.log"),
                starter);
        part.start();
    }

    public Part part() {
        return part;
    }

    public String url() {
        return part.url();
    }

    public ReservoirHealth health() {
        return new ReservoirHealth(part.url());
    }

    @Override
    public void close() {
        part.stop();
        starter.close();
        new ReservoirGroup(pipeline).leave(instanceId);
    }
}
