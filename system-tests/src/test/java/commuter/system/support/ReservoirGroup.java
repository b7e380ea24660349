package commuter.system.support;

import commuter.standalone.Pipeline;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;

/** Which instances of the reservoir share the work, as Kafka sees it. */
public final class ReservoirGroup {
    private static final String NAME = "reservoir-service";

    private final Pipeline pipeline;

    public ReservoirGroup(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Waits until these instances, and no others, have something to do. */
    public void awaitWorking(String... instanceIds) {
        Eventually.until(
                "the work is with " + String.join(" and ", instanceIds),
                () -> working().equals(Set.of(instanceIds)));
    }

    private Set<String> working() throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            // The thread's number is appended to the id.
            return admin.describeConsumerGroups(Set.of(NAME)).describedGroups().get(NAME).get().members().stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .map(MemberDescription::groupInstanceId)
                    .map(id -> id.orElse("").replaceFirst("-\\d+$", ""))
                    .collect(Collectors.toSet());
        }
    }
}
