package commuter.spawner.network;

/**
 * From a first to a last moment of a service day, in seconds since it began, which is twelve hours before its noon;
 * later than 24 hours is the small hours of the next day.
 */
public record Span(int first, int last) {
    Span union(Span other) {
        return new Span(Math.min(first, other.first), Math.max(last, other.last));
    }
}
