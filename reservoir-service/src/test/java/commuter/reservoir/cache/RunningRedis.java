package commuter.reservoir.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import redis.embedded.RedisServer;

/** A real Redis, and connections to it with the service's options. */
final class RunningRedis implements AutoCloseable {
    /** As long as a busy machine may need for one command. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private static final Duration IMPATIENT = Duration.ofMillis(400);

    private final int port;
    private final RedisClient client;
    private RedisServer server;

    RunningRedis() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        start();
        client = RedisClient.create("redis://127.0.0.1:" + port);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    void start() throws IOException {
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
    }

    void stop() throws IOException {
        server.stop();
    }

    LeasedCache cache(Duration lease) {
        return cache(lease, PATIENT);
    }

    /** One that gives up early, for a Redis that does not answer. */
    LeasedCache impatientCache(Duration lease) {
        return cache(lease, IMPATIENT);
    }

    private LeasedCache cache(Duration lease, Duration timeout) {
        StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
        connection.setTimeout(timeout);
        return new LeasedCache(connection, Duration.ofMinutes(1), lease);
    }

    /** Makes Redis hold back all commands that may write, including all scripts. */
    void freeze() {
        control("PAUSE", "600000", "WRITE");
    }

    /** Makes Redis answer everything that it has received meanwhile. */
    void thaw() {
        control("UNPAUSE");
    }

    /** The number of scripts that were run until now. */
    long scripts() {
        try (StatefulRedisConnection<String, String> control = client.connect()) {
            String stats = control.sync().info("commandstats");
            return stats.lines()
                    .filter(line -> line.startsWith("cmdstat_eval:calls="))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("cmdstat_eval:calls=(\\d+),.*", "$1")))
                    .sum();
        }
    }

    private void control(String... arguments) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
        for (String argument : arguments) {
            args.add(argument);
        }
        try (StatefulRedisConnection<String, String> control = client.connect()) {
            control.sync().dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), args);
        }
    }

    @Override
    public void close() throws IOException {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        server.stop();
    }
}
