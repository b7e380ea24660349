package commuter.reservoir.stream.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.reservoir.ReservoirSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.FlushOptions;
import org.rocksdb.HistogramType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.WriteOptions;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** Many stores, like those of 64 partitions, share the memory of one setting. */
class StoreMemoryTest {
    private static final int PARTITIONS = 64;
    private static final int STORES = 7 * PARTITIONS;
    private static final DataSize SIZE = DataSize.ofMegabytes(96);
    private static final int RECORD_BYTES = 1000;

    @TempDir
    private Path folder;

    private final StoreMemory memory = new StoreMemory(SIZE, PARTITIONS);
    private final WriteOptions withoutLog = new WriteOptions().setDisableWAL(true);
    private final List<RocksDB> stores = new ArrayList<>();
    private final Statistics statistics = new Statistics();
    private final byte[] value = new byte[RECORD_BYTES];
    private long highest;

    @AfterEach
    void close() {
        stores.forEach(RocksDB::close);
        withoutLog.close();
        statistics.close();
        memory.close();
    }

    /**
     * RocksDB flushes the store that is written to, not the one that holds the memory. A busy store must not pay for
     * the others.
     */
    @Test
    void aFloodOverAllStoresStaysWithinTheMemoryAndABusyOneStillWritesManyRecordsAtATime() throws RocksDBException {
        openStores();
        for (int i = 0; i < 100; i++) {
            for (RocksDB store : stores) {
                put(store, i);
            }
        }
        assertThat(highest).isBetween(SIZE.toBytes() / 10, SIZE.toBytes());
        assertThat(sum("rocksdb.cur-size-all-mem-tables")).isLessThanOrEqualTo(SIZE.toBytes() * 3 / 4);

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> sum("rocksdb.mem-table-flush-pending") == 0);
        long before = flushes();
        for (int i = 0; i < 3_000; i++) {
            put(stores.get(0), i);
        }

        assertThat(flushes() - before).isBetween(10L, 150L);
    }

    @Test
    void readsGoThroughTheSharedCacheWithIndexesAndFilters() throws RocksDBException {
        RocksDB store = open("reads");
        stores.add(store);
        for (int i = 0; i < 20_000; i++) {
            put(store, i);
        }
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            store.flush(flush);
        }
        long before = memory.used();

        for (int i = 0; i < 20_000; i += 100) {
            assertThat(store.get(key(i))).isNotNull();
        }

        assertThat(memory.used()).isGreaterThan(before);
        assertThat(store.getLongProperty("rocksdb.estimate-table-readers-mem")).isLessThan(100_000);
    }

    @Test
    void aSettingThatIsTooSmallIsRefusedByName() {
        var source = new MapConfigurationPropertySource(Map.of("commuter.state-memory", "8MB"));

        assertThatThrownBy(() -> new Binder(source).bind("commuter", ReservoirSettings.class))
                .rootCause()
                .hasMessage("commuter.state-memory 8388608B: must be at least 16MB");
    }

    private void openStores() throws RocksDBException {
        for (int i = 0; i < STORES; i++) {
            stores.add(open("store-" + i));
        }
    }

    /**
     * Configures a store like Kafka Streams: the configuration names a class, which gets the options and the
     * configuration.
     */
    private RocksDB open(String name) throws RocksDBException {
        Map<String, Object> config = new HashMap<>();
        BoundedStores.configure(config, memory);
        Options options = new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(new BlockBasedTableConfig())
                .setStatistics(statistics);
        new BoundedStores().setConfig(name, options, config);
        return RocksDB.open(options, folder.resolve(name).toString());
    }

    private void put(RocksDB store, int number) throws RocksDBException {
        store.put(withoutLog, key(number), value);
        highest = Math.max(highest, memory.used());
    }

    private long flushes() {
        return statistics.getHistogramData(HistogramType.FLUSH_TIME).getCount();
    }

    private long sum(String property) throws RocksDBException {
        long sum = 0;
        for (RocksDB store : stores) {
            sum += store.getLongProperty(property);
        }
        return sum;
    }

    private static byte[] key(int number) {
        return ("PASS_" + number).getBytes(UTF_8);
    }
}
