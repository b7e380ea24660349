package commuter.benchmarks;

import commuter.standalone.Checkout;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.parts.JvmProfile;
import commuter.standalone.parts.ProcessStarter;
import commuter.standalone.parts.ServicePart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Additional instances of the reservoir service. Not thread-safe. */
final class MoreReservoirs implements AutoCloseable {
    private final Pipeline pipeline;
    private final ProcessStarter starter = new ProcessStarter();
    private final List<ServicePart> parts = new ArrayList<>();

    /** Starts this number of instances; returns when they are ready. */
    MoreReservoirs(Pipeline pipeline, int number) {
        this.pipeline = pipeline;
        for (int n = 1; n <= number; n++) {
            ServicePart part = part("another-" + n);
            parts.add(part);
            part.start();
        }
    }

    /** The addresses of all instances, including the pipeline's own. */
    List<String> urls() {
        List<String> urls = new ArrayList<>(List.of(pipeline.url(Port.RESERVOIR)));
        parts.forEach(part -> urls.add(part.url()));
        return urls;
    }

    @Override
    public void close() {
        parts.forEach(ServicePart::stop);
        starter.close();
    }

    private ServicePart part(String instance) {
        Path folder = pipeline.data().folder(instance);
        return new ServicePart(
                "Reservoir " + instance,
                Checkout.find().jar("reservoir-service"),
                JvmProfile.SUSTAINED_LOAD,
                Ports.free().of(Port.RESERVOIR),
                () -> Map.of(
                        "spring.kafka.bootstrap-servers",
                        pipeline.bootstrapServers(),
                        "commuter.strapi.url",
                        pipeline.url(Port.STRAPI),
                        "commuter.redis.url",
                        pipeline.redisUrl(),
                        "commuter.network.url",
                        pipeline.url(Port.SPAWNER) + "/api/network",
                        "commuter.instance-id",
                        instance,
                        "commuter.state-dir",
                        folder.resolve("state").toString(),
                        Commits.SETTING,
                        "true"),
                Map.of("COMMUTER_STRAPI_TOKEN", pipeline.strapiToken()),
                folder.resolve("reservoir.log"),
                starter);
    }
}
