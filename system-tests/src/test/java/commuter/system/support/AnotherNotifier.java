package commuter.system.support;

import commuter.standalone.Checkout;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.parts.JvmProfile;
import commuter.standalone.parts.ProcessStarter;
import commuter.standalone.parts.ServicePart;
import java.util.Map;

/** Another instance of the notifier service, with short time-outs and little memory for past events. */
public final class AnotherNotifier implements AutoCloseable {
    private final ProcessStarter starter = new ProcessStarter();
    private final ServicePart part;

    public AnotherNotifier(Pipeline pipeline) {
        this(pipeline, Map.of());
    }

    /** @param more settings, which override the usual ones */
    public AnotherNotifier(Pipeline pipeline, Map<String, String> more) {
        part = new ServicePart(
                "Notifier 2",
                Checkout.find().jar("notifier-service"),
                JvmProfile.QUICK_START,
                Ports.free().of(Port.NOTIFIER),
                () -> Settings.with(
                        more,
                        Map.of(
                                "spring.kafka.bootstrap-servers",
                                pipeline.bootstrapServers(),
                                "commuter.network.url",
                                pipeline.url(Port.SPAWNER) + "/api/network",
                                "commuter.reservoir.url",
                                pipeline.url(Port.RESERVOIR),
                                "commuter.notifier.queue-size",
                                "64KB",
                                "commuter.notifier.memory",
                                "64KB")),
                Map.of(),
                pipeline.data().folder("another-notifier").resolve("notifier.log"),
                starter);
        part.start();
    }

    public String url() {
        return part.url();
    }

    @Override
    public void close() {
        part.stop();
        starter.close();
    }
}
