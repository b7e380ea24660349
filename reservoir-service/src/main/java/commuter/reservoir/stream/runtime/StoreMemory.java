package commuter.reservoir.stream.runtime;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;
import org.springframework.util.unit.DataSize;

/**
 * The memory outside of the heap that all stores of this process share. By default, Kafka Streams gives each store 50
 * MB of cache and three write buffers of 16 MB, and there is a store for each partition, kind and segment. Here one
 * block cache has the size of the setting. Index and filter blocks are read through it, and write buffers are counted
 * in it, up to half of it. The limit is not strict: a read that finds the cache full of pinned blocks exceeds it for a
 * moment, instead of failing. Thread-safe.
 */
final class StoreMemory implements AutoCloseable {
    /**
     * The stores of a partition: passengers, pending writes, stats, and three or four segments with the results of a
     * day.
     */
    private static final int STORES_A_PARTITION = 7;

    /** The minimum of RocksDB. */
    private static final long LEAST_WRITE_BUFFER = DataSize.ofKilobytes(64).toBytes();

    /** The default of Kafka Streams. */
    private static final long LARGEST_WRITE_BUFFER = DataSize.ofMegabytes(16).toBytes();

    /**
     * One write buffer is filled while another is flushed; if both are full, the writer waits. Together they stay below
     * the limit of all.
     */
    private static final int WRITE_BUFFERS_A_STORE = 2;

    private static final int ARENA_BLOCKS_A_BUFFER = 16;
    private static final int CACHE_SHARD_BITS = 2;
    private static final double FOR_INDEX_AND_FILTERS = 0.3;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final long writeBufferSize;

    /**
     * Reserves the memory. It is not used before it is needed.
     *
     * @param size of all stores together
     * @param partitions number of partitions whose stores may all be in this process
     */
    StoreMemory(DataSize size, int partitions) {
        RocksDB.loadLibrary();
        long forWriteBuffers = size.toBytes() / 2;
        cache = new LRUCache(size.toBytes(), CACHE_SHARD_BITS, false, FOR_INDEX_AND_FILTERS);
        writeBuffers = new WriteBufferManager(forWriteBuffers, cache);
        writeBufferSize = writeBufferSize(forWriteBuffers, partitions);
    }

    /**
     * An equal share for each store. When the sum is too large, RocksDB flushes only the store that is written to. Idle
     * stores could otherwise keep the memory that a busy one needs, which would then flush after each record. The write
     * buffer manager flushes when seven eighths of the sum are used, which equal shares do not reach.
     */
    private static long writeBufferSize(long sum, int partitions) {
        long share = sum * 3 / 4 / partitions / STORES_A_PARTITION;
        return Math.max(LEAST_WRITE_BUFFER, Math.min(LARGEST_WRITE_BUFFER, share));
    }

    /** Configures a store to use this memory and no other. */
    void bound(Options options) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        options.setWriteBufferSize(writeBufferSize);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS_A_STORE);
        options.setArenaBlockSize(writeBufferSize / ARENA_BLOCKS_A_BUFFER);
    }

    /**
     * Bytes in use by blocks and write buffers. Zero after this object was closed, when native code would read freed
     * memory.
     */
    synchronized long used() {
        return cache.isOwningHandle() ? cache.getUsage() : 0;
    }

    /** Must be called only when no store is open any more. */
    @Override
    public synchronized void close() {
        writeBuffers.close();
        cache.close();
    }
}
