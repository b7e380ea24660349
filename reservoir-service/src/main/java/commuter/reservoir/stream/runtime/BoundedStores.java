package commuter.reservoir.stream.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** Has Kafka Streams' stores share their memory. Kafka Streams makes one of these for each store, by its class. */
public final class BoundedStores implements RocksDBConfigSetter {
    /** Under which Kafka Streams' configuration holds the memory. */
    private static final String MEMORY = "commuter.store.memory";

    /** Adds to the configuration of Kafka Streams what makes it use this memory. */
    static void configure(Map<String, Object> config, StoreMemory memory) {
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
        config.put(MEMORY, memory);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        ((StoreMemory) Objects.requireNonNull(configs.get(MEMORY), MEMORY)).bound(options);
    }

    /** Nothing belongs to one store alone. */
    @Override
    public void close(String storeName, Options options) {}
}
