package commuter.spawner.network;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A subscriber to a response's body that passes it to another subscriber, and fails when it has too many bytes. */
final class LimitedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> taker;
    private final long mostBytes;
    private Flow.Subscription subscription = new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };
    private long bytes;
    private boolean failed;

    LimitedBody(BodySubscriber<T> taker, long mostBytes) {
        this.taker = taker;
        this.mostBytes = mostBytes;
    }

    @Override
    public CompletionStage<T> getBody() {
        return taker.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        taker.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        if (bytes <= mostBytes) {
            taker.onNext(buffers);
        } else if (!failed) {
            failed = true;
            subscription.cancel();
            taker.onError(new IOException("it is larger than " + mostBytes + " bytes (commuter.feed.max-zip)"));
        }
    }

    @Override
    public void onError(Throwable reason) {
        taker.onError(reason);
    }

    @Override
    public void onComplete() {
        taker.onComplete();
    }
}
