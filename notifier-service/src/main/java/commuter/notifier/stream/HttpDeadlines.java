package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A handler after the HTTP decoder of a connection. It closes the connection if the client takes too long: to send a
 * request, to send the rest of one, or to read an answer. No byte that arrives in time extends a deadline. It reports
 * each answer that has been sent to the next handler, with {@link #ANSWERED}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing can be done if closing fails
final class HttpDeadlines extends ChannelDuplexHandler {
    static final String NAME = "http-deadlines";
    static final Object ANSWERED = new Object();

    /** For how long, and up to how many bytes, the rest of a request is read after it has been answered. */
    private static final Duration UNWANTED = Duration.ofSeconds(2);

    private static final long MOST_UNWANTED = 1 << 20;

    private final NotifierSettings settings;
    private final Connections connections;
    private @Nullable Future<?> deadline;
    private int answersDue;
    private boolean bodyDue;
    private long unwantedBytes;

    HttpDeadlines(NotifierSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** Requests that were received and whose answers have not been sent completely. */
    int answersDue() {
        return answersDue;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        await(context, settings.handshakeTimeout());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopWaiting();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            answersDue++;
            bodyDue = true;
            await(context, settings.bodyTimeout());
        }
        boolean unwanted = bodyDue && answersDue == 0 && message instanceof HttpContent;
        if (message instanceof HttpContent content && unwanted) {
            unwantedBytes += content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            bodyDue = false;
            unwantedBytes = 0;
            await(context, answersDue == 0 ? settings.idleTimeout() : settings.answerTimeout());
        }
        context.fireChannelRead(message);
        if (unwantedBytes > MOST_UNWANTED) {
            context.close();
        } else if (unwanted) {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (endsAnswer(message)) {
            context.write(message, promise.unvoid().addListener(sent -> answered(context)));
        } else {
            context.write(message, promise);
        }
    }

    private void answered(ChannelHandlerContext context) {
        answersDue--;
        if (context.isRemoved()) {
            return;
        }
        if (answersDue > 0) {
            await(context, settings.answerTimeout());
        } else if (bodyDue) {
            // A client that is answered before its request is complete was refused. The rest is dropped, so that the
            // client can read the reason.
            await(context, UNWANTED);
            context.read();
        } else {
            await(context, settings.idleTimeout());
        }
        context.fireUserEventTriggered(ANSWERED);
    }

    /** An interim answer, such as to {@code Expect: 100-continue}, does not count. */
    private static boolean endsAnswer(Object message) {
        return message instanceof LastHttpContent
                && !(message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL);
    }

    private void await(ChannelHandlerContext context, Duration patience) {
        stopWaiting();
        deadline = context.executor()
                .schedule(
                        () -> {
                            connections.countTimeout();
                            context.close();
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
