package commuter.notifier.stream;

import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;
import static io.netty.handler.codec.http.HttpResponseStatus.TOO_MANY_REQUESTS;

import commuter.notifier.NotifierSettings;
import commuter.notifier.stream.Connections.Admission;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/** Counts each new connection of the web server and adds its handlers, or refuses it. */
@Component
final class ConnectionSetup {
    private static final String RETRY_AFTER_S = "5";
    private static final StreamRefusal ALL_TAKEN = StreamRefusal.of(
                    SERVICE_UNAVAILABLE, "No room for another connection now")
            .with(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_S);
    private static final StreamRefusal ALL_OF_ADDRESS_TAKEN = StreamRefusal.of(
                    TOO_MANY_REQUESTS, "Too many connections of this address")
            .with(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_S);

    private final Connections connections;
    private final Streams streams;
    private final NotifierSettings settings;

    ConnectionSetup(Connections connections, Streams streams, NotifierSettings settings) {
        this.connections = connections;
        this.streams = streams;
        this.settings = settings;
    }

    void setUp(Channel channel) {
        InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        Admission admission = connections.enter(address);
        var unused = channel.closeFuture().addListener(closed -> connections.leave(address, admission));
        ChannelPipeline pipeline = channel.pipeline();
        switch (admission) {
            case ADMITTED -> {
                HttpDeadlines deadlines = new HttpDeadlines(settings, connections);
                pipeline.addAfter(NettyPipeline.HttpCodec, HttpDeadlines.NAME, deadlines);
                pipeline.addAfter(
                        HttpDeadlines.NAME,
                        StreamHandshakeHandler.NAME,
                        new StreamHandshakeHandler(streams, deadlines));
            }
            case ALL_TAKEN -> refuse(pipeline, ALL_TAKEN);
            case ALL_OF_ADDRESS_TAKEN -> refuse(pipeline, ALL_OF_ADDRESS_TAKEN);
            case NONE -> {
                streams.countRefusal();
                var unusedToo = channel.close();
            }
        }
    }

    private void refuse(ChannelPipeline pipeline, StreamRefusal streamRefusal) {
        streams.countRefusal();
        pipeline.addAfter(NettyPipeline.HttpCodec, RefusingHandler.NAME, new RefusingHandler(streamRefusal));
    }
}
