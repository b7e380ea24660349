package commuter.standalone.parts;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * A broker's position in its cluster. Each broker is also a controller.
 *
 * @param number from 1 on
 * @param controllerPorts of all brokers of the cluster, in the order of their numbers; used by the brokers only
 * @param cluster id, the same for all of its brokers
 */
public record KafkaNode(int number, List<Integer> controllerPorts, Uuid cluster) {
    private static final int MOST_REPLICAS = 3;

    public KafkaNode {
        controllerPorts = List.copyOf(controllerPorts);
        if (number < 1 || number > controllerPorts.size()) {
            throw new IllegalArgumentException("broker " + number + " must be one of " + controllerPorts.size());
        }
    }

    /** The only broker of its cluster. */
    public static KafkaNode alone(int controllerPort) {
        return new KafkaNode(1, List.of(controllerPort), Uuid.randomUuid());
    }

    /** All brokers of a new cluster. */
    public static List<KafkaNode> cluster(List<Integer> controllerPorts) {
        Uuid cluster = Uuid.randomUuid();
        return IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(number -> new KafkaNode(number, controllerPorts, cluster))
                .toList();
    }

    /** The settings that depend on the position. */
    Map<String, String> settings(int port) {
        String replicas = Integer.toString(Math.min(MOST_REPLICAS, controllerPorts.size()));
        String inSync = Integer.toString(Math.max(1, Math.min(MOST_REPLICAS, controllerPorts.size()) - 1));
        int controllerPort = controllerPorts.get(number - 1);
        return Map.ofEntries(
                Map.entry("node.id", Integer.toString(number)),
                Map.entry("controller.quorum.voters", voters()),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("default.replication.factor", replicas),
                Map.entry("min.insync.replicas", inSync),
                Map.entry("offsets.topic.replication.factor", replicas),
                Map.entry("transaction.state.log.replication.factor", replicas),
                Map.entry("transaction.state.log.min.isr", inSync),
                Map.entry("share.coordinator.state.topic.replication.factor", replicas),
                Map.entry("share.coordinator.state.topic.min.isr", inSync));
    }

    private String voters() {
        return IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(voter -> voter + "@127.0.0.1:" + controllerPorts.get(voter - 1))
                .collect(Collectors.joining(","));
    }
}
