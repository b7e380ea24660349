package commuter.reservoir.write;

import static commuter.reservoir.write.Batches.RESERVOIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.reservoir.cache.LeasedCache;
import commuter.reservoir.cache.LeasedCache.Look;
import commuter.reservoir.faults.ScriptedStrapi;
import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.strapi.StrapiClient;
import commuter.reservoir.repository.strapi.StrapiPassengerRepository;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** No event is published before its list is invalidated, however long Redis takes. */
class RedisFrozenTest {

    @Test
    void aFrozenRedisDelaysABatchAndLosesNothing() throws Exception {
        int port = freePort();
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
        try (ScriptedStrapi strapi = new ScriptedStrapi();
                StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE)) {
            connection.setTimeout(Duration.ofMillis(200));
            LeasedCache cache = new LeasedCache(connection, Duration.ofMinutes(1), Duration.ofMinutes(1));
            cache.fill(RESERVOIR, (Look.Lease) cache.look(RESERVOIR), new byte[] {'[', ']'});
            DependencyOutages outages = new DependencyOutages(Clock.systemUTC(), () -> {});
            BatchWriter writer = new BatchWriter(
                    new StrapiPassengerRepository(new StrapiClient(strapi.url(), "token", Duration.ofSeconds(5))),
                    cache,
                    new Retrier(outages),
                    new Throughput(new SimpleMeterRegistry()));

            client(client, "PAUSE", "60000", "WRITE");
            CompletableFuture<BatchResult> batchResult =
                    CompletableFuture.supplyAsync(() -> writer.write(Batches.of(1, 5)));
            await().until(() -> outages.failures(Dependency.REDIS) >= 2);
            assertThat(batchResult).isNotDone();
            assertThat(outages.current()).containsOnlyKeys(Dependency.REDIS);

            client(client, "UNPAUSE");
            assertThat(batchResult.get(30, TimeUnit.SECONDS).outcomes()).hasSize(5);
            assertThat(cache.look(RESERVOIR)).as("the old list is gone").isInstanceOf(Look.Lease.class);
            assertThat(strapi.calls()).as("the rows were written once").hasSize(1);
        } finally {
            client.shutdown();
            server.stop();
        }
    }

    private static void client(RedisClient client, String... arguments) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
        for (String argument : arguments) {
            args.add(argument);
        }
        try (StatefulRedisConnection<String, String> control = client.connect()) {
            control.sync().dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), args);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
