package commuter.system.support;

import commuter.standalone.Pipeline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;

/** The instances of the reservoir in the consumer group, as Kafka sees them. */
public final class ReservoirGroup {
    private static final String NAME = "reservoir-service";

    private final Pipeline pipeline;

    public ReservoirGroup(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Waits until these instances, and no others, have partitions. */
    public void awaitWorking(String... instanceIds) {
        Eventually.until(
                "the work is with " + String.join(" and ", instanceIds),
                () -> working().equals(Set.of(instanceIds)));
    }

    /** Removes the members of an instance that has stopped, at once instead of after Kafka's time-out. */
    void leave(String instanceId) {
        try (Admin admin = admin()) {
            List<MemberToRemove> places = members(admin).stream()
                    .map(member -> member.groupInstanceId().orElse(""))
                    .filter(place -> instanceOf(place).equals(instanceId))
                    .map(MemberToRemove::new)
                    .toList();
            if (!places.isEmpty()) {
                admin.removeMembersFromConsumerGroup(NAME, new RemoveMembersFromConsumerGroupOptions(places))
                        .all()
                        .get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("The places of " + instanceId + " cannot be given up", e);
        }
    }

    private Set<String> working() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            return members(admin).stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .map(member -> instanceOf(member.groupInstanceId().orElse("")))
                    .collect(Collectors.toSet());
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrapServers()));
    }

    private static Collection<MemberDescription> members(Admin admin) throws InterruptedException, ExecutionException {
        return admin.describeConsumerGroups(Set.of(NAME))
                .describedGroups()
                .get(NAME)
                .get()
                .members();
    }

    /** The thread's number is appended to the instance's id. */
    private static String instanceOf(String place) {
        return place.replaceFirst("-\\d+$", "");
    }
}
