package commuter.notifier.stream;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * Adds the handlers of the streams to the web server's connections, and runs the connections on one event loop for each
 * processor.
 */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    NettyServerCustomizer streamHandlers(ConnectionSetup setup) {
        return server -> server.doOnChannelInit((observer, channel, remote) -> setup.setUp(channel));
    }

    @Bean
    ReactorResourceFactory eventLoops() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        // By then the clients have been closed.
        factory.setShutdownQuietPeriod(Duration.ZERO);
        factory.setLoopResourcesSupplier(
                () -> LoopResources.create("stream", Runtime.getRuntime().availableProcessors(), true));
        return factory;
    }
}
