package commuter.reservoir.cache;

import commuter.reservoir.StartFailedException;
import commuter.reservoir.repository.PassengerRepository;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects to Redis. While Redis is down, a command fails at once instead of being queued. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {
    /** The time-out of a handshake. It is longer than that of a command, because a machine that is starting is busy. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

    /**
     * The longest pause between two attempts to reconnect. The client's default is half a minute, which is too long
     * after Redis is up again.
     */
    @Bean(destroyMethod = "shutdown")
    ClientResources redisResources() {
        return ClientResources.builder()
                .reconnectDelay(Delay.exponential(Duration.ofMillis(10), TRY_AGAIN_AFTER, 2, TimeUnit.MILLISECONDS))
                .build();
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(ClientResources resources, RedisSettings settings) {
        RedisURI uri = settings.address();
        uri.setTimeout(CONNECT_WITHIN);
        RedisClient client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(10_000)
                .build());
        return client;
    }

    @Bean(destroyMethod = "close")
    StatefulRedisConnection<byte[], byte[]> redisConnection(RedisClient client, RedisSettings settings) {
        try {
            StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
            connection.setTimeout(settings.timeout());
            return connection;
        } catch (RedisConnectionException e) {
            throw new StartFailedException(e.getMessage() + " (setting commuter.redis.url)", e);
        }
    }

    @Bean
    LeasedCache leasedCache(StatefulRedisConnection<byte[], byte[]> connection, RedisSettings settings) {
        return new LeasedCache(connection, settings.timeToLive(), settings.lease());
    }

    @Bean
    Availability availability(LeasedCache cache, PassengerRepository passengers, RedisSettings settings) {
        return new Availability(
                cache, passengers, settings.lease(), new CircuitBreaker(TRY_AGAIN_AFTER, System::nanoTime));
    }

    @Bean
    CacheMeters cacheMeters(Availability availability) {
        return new CacheMeters(availability);
    }
}
