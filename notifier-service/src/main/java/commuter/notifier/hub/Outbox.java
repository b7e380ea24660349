package commuter.notifier.hub;

import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What waits to be sent to one client, bounded in bytes, so that a client that does not read costs no more than that
 * and nobody ever waits for it. Any thread may offer; one subscriber takes.
 */
final class Outbox {
    private final long limit;
    private final AtomicLong queued = new AtomicLong();
    private final Sinks.Many<Frame> frames = Sinks.many().unicast().onBackpressureBuffer();

    Outbox(long limit) {
        this.limit = limit;
    }

    /** Queues a frame; false, and nothing queued, when it is too much. One frame of any size fits an empty outbox. */
    synchronized boolean offer(Frame frame) {
        long waiting = queued.get();
        if (waiting > 0 && waiting + frame.size() > limit) {
            return false;
        }
        queued.addAndGet(frame.size());
        // Fails only when the client has gone, and then nobody wants the frame.
        frames.tryEmitNext(frame);
        return true;
    }

    Flux<Frame> frames() {
        return frames.asFlux().doOnNext(frame -> queued.addAndGet(-frame.size()));
    }

    long queuedBytes() {
        return queued.get();
    }
}
