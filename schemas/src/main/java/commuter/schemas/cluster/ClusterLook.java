package commuter.schemas.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka for the state of the cluster. Blocking; for one thread. */
final class ClusterLook {
    private final Admin admin;
    private final String servers;
    private final List<String> topics;
    private final Map<Integer, Node> known = new TreeMap<>();

    /** @param servers the cluster's address, for messages */
    ClusterLook(Admin admin, String servers, List<String> topics) {
        this.admin = admin;
        this.servers = servers;
        this.topics = topics;
    }

    /** Descriptions of all problems, by their subject; empty when there are none. */
    Map<String, String> obstacles() {
        Map<String, String> found = new LinkedHashMap<>();
        try {
            findMissingBrokers(found);
            findTooFewReplicas(found);
        } catch (ExecutionException | KafkaException e) {
            found.clear();
            found.put(
                    "the cluster",
                    servers + " does not answer: nothing is read or written until it does, and nothing is lost");
        } catch (InterruptedException e) {
            throw new InterruptException(e); // this service stops
        }
        return found;
    }

    private void findMissingBrokers(Map<String, String> found) throws InterruptedException, ExecutionException {
        Collection<Node> nodes = admin.describeCluster().nodes().get();
        nodes.forEach(node -> known.put(node.id(), node));
        Set<Integer> here = nodes.stream().map(Node::id).collect(Collectors.toSet());
        known.values().stream()
                .filter(node -> !here.contains(node.id()))
                .forEach(node -> found.put(
                        "broker " + node.id(),
                        "broker " + node.id() + " at " + node.host() + ":" + node.port()
                                + " is gone; partitions with other replicas go on, the others wait for it"));
    }

    private void findTooFewReplicas(Map<String, String> found) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> described = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                described.put(topic.getKey(), topic.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                // Code that needs the topic reports this.
            }
        }
        Map<String, Integer> needed = replicasNeeded(described.keySet());
        Set<String> stuck = new HashSet<>();
        needed.forEach((topic, least) -> Objects.requireNonNull(described.get(topic)).partitions().stream()
                .filter(partition -> partition.isr().size() < least || partition.leader() == null)
                .forEach(partition -> stuck.add(topic + "-" + partition.partition())));
        if (!stuck.isEmpty()) {
            found.put(
                    "acknowledgement",
                    stuck.size() + " partitions have fewer replicas in sync than min.insync.replicas, " + example(stuck)
                            + " for instance: what is written there is not acknowledged until they are back");
        }
    }

    private static String example(Set<String> partitions) {
        return partitions.stream().sorted().findFirst().orElseThrow();
    }

    private Map<String, Integer> replicasNeeded(Set<String> names) throws InterruptedException, ExecutionException {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Integer> needed = new HashMap<>();
        for (Map.Entry<ConfigResource, Config> config :
                admin.describeConfigs(resources).all().get().entrySet()) {
            needed.put(
                    config.getKey().name(),
                    Integer.parseInt(config.getValue()
                            .get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                            .value()));
        }
        return needed;
    }
}
