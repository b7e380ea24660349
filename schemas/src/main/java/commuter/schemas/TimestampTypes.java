package commuter.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the timestamp type of existing topics: topics that require the broker's clock get it. If this service may not
 * change a topic, it logs the command with which somebody else can.
 */
final class TimestampTypes {
    private static final Logger log = LoggerFactory.getLogger(TimestampTypes.class);
    private static final String NAME = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;

    private final Admin admin;

    TimestampTypes(Admin admin) {
        this.admin = admin;
    }

    void align(Collection<? extends Topic<?, ?>> topics) throws ExecutionException, InterruptedException {
        for (Topic<?, ?> topic : topics) {
            String wanted = topic.configs().get(NAME);
            if (wanted != null) {
                try {
                    align(topic.name(), wanted);
                } catch (ExecutionException e) {
                    tellOrThrow(e, topic.name(), wanted);
                }
            }
        }
    }

    private void align(String topic, String wanted) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config found = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        ConfigEntry entry = found == null ? null : found.get(NAME);
        String value = entry == null ? "unknown" : entry.value();
        if (!wanted.equals(value)) {
            List<AlterConfigOp> change = new ArrayList<>();
            change.add(new AlterConfigOp(new ConfigEntry(NAME, wanted), OpType.SET));
            admin.incrementalAlterConfigs(Map.of(resource, change)).all().get();
            log.info("Changed {} of {} from {} to {}: new records have the broker's time", NAME, topic, value, wanted);
        }
    }

    private static void tellOrThrow(ExecutionException failure, String topic, String wanted) throws ExecutionException {
        if (failure.getCause() instanceof AuthorizationException
                || failure.getCause() instanceof PolicyViolationException) {
            log.warn(
                    "{} must be {} for {}, and this service may not see to it ({}). Run: kafka-configs.sh"
                            + " --bootstrap-server ... --alter --topic {} --add-config {}={}",
                    NAME,
                    wanted,
                    topic,
                    ((ApiException) failure.getCause()).getMessage(),
                    topic,
                    NAME,
                    wanted);
        } else {
            throw failure;
        }
    }
}
