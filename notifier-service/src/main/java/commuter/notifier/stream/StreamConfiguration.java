package commuter.notifier.stream;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** Puts the streams' door into the web server's connections, and runs those on one event loop a processor. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    NettyServerCustomizer streamDoor(ConnectionSetup setup) {
        return server -> server.doOnChannelInit((observer, channel, remote) -> setup.setUp(channel));
    }

    @Bean
    ReactorResourceFactory eventLoops() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        // By then the clients have gone.
        factory.setShutdownQuietPeriod(Duration.ZERO);
        factory.setLoopResourcesSupplier(
                () -> LoopResources.create("stream", Runtime.getRuntime().availableProcessors(), true));
        return factory;
    }
}
