package commuter.reservoir.stream.runtime;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;
import org.springframework.util.unit.DataSize;

/**
 * The memory outside of the heap that all stores of this process share. Kafka Streams gives each store 50 MB of cache
 * and three write buffers of 16 MB, and there is a store for each partition, kind and segment. Here one block cache has
 * the size of the setting; index and filter blocks are read through it, and write buffers are charged to it, at most
 * half of it. It is not strict: a read that finds it full of pinned blocks goes over the limit for a moment, instead of
 * ending its thread. Thread-safe.
 */
final class StoreMemory implements AutoCloseable {
    /** Of a partition: passengers, pending writes, stats, and three or four segments of the results of a day. */
    private static final int STORES_A_PARTITION = 7;

    /** The least that RocksDB takes. */
    private static final long LEAST_WRITE_BUFFER = DataSize.ofKilobytes(64).toBytes();

    /** What Kafka Streams would take. */
    private static final long LARGEST_WRITE_BUFFER = DataSize.ofMegabytes(16).toBytes();

    /**
     * One to write to, and one that is being flushed: then the writer waits. Together they stay below the size of all.
     */
    private static final int WRITE_BUFFERS_A_STORE = 2;

    private static final int ARENA_BLOCKS_A_BUFFER = 16;
    private static final int CACHE_SHARD_BITS = 2;
    private static final double FOR_INDEX_AND_FILTERS = 0.3;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final long writeBufferSize;

    /**
     * Takes the memory; none of it is touched before it is needed.
     *
     * @param size of all together
     * @param partitions whose stores may all be here
     */
    StoreMemory(DataSize size, int partitions) {
        RocksDB.loadLibrary();
        long forWriteBuffers = size.toBytes() / 2;
        cache = new LRUCache(size.toBytes(), CACHE_SHARD_BITS, false, FOR_INDEX_AND_FILTERS);
        writeBuffers = new WriteBufferManager(forWriteBuffers, cache);
        writeBufferSize = writeBufferSize(forWriteBuffers, partitions);
    }

    /**
     * An equal share for each store. RocksDB flushes only the store that is written to when the sum is too large, so
     * those at rest could otherwise keep what a busy one needs, and have that flush after each record. The manager
     * flushes from seven eighths of the sum on, which equal shares do not reach.
     */
    private static long writeBufferSize(long sum, int partitions) {
        long share = sum * 3 / 4 / partitions / STORES_A_PARTITION;
        return Math.max(LEAST_WRITE_BUFFER, Math.min(LARGEST_WRITE_BUFFER, share));
    }

    /** Has a store use this memory and no other. */
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

    /** Bytes in use: blocks and write buffers; none after the end, when native code would read freed memory. */
    synchronized long used() {
        return cache.isOwningHandle() ? cache.getUsage() : 0;
    }

    /** To be called when no store is open any more. */
    @Override
    public synchronized void close() {
        writeBuffers.close();
        cache.close();
    }
}
