package commuter.reservoir.stream.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** Makes Kafka Streams' stores share their memory. Kafka Streams creates one instance of this class for each store. */
public final class BoundedStores implements RocksDBConfigSetter {
    /** The key of the memory in Kafka Streams' configuration. */
    private static final String MEMORY = "commuter.store.memory";

    /** The configuration with which Kafka Streams uses this memory. */
    static void configure(Map<String, Object> config, StoreMemory memory) {
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
        config.put(MEMORY, memory);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        ((StoreMemory) Objects.requireNonNull(configs.get(MEMORY), MEMORY)).bound(options);
    }

    /** Nothing to close: the memory is shared by all stores. */
    @Override
    public void close(String storeName, Options options) {}
}
