package commuter.spawner.network;

/**
 * A period of a service day, from a first to a last moment, in seconds since the service day began, which is twelve
 * hours before noon. Values above 24 hours are in the night to the next day.
 */
public record Span(int first, int last) {
    Span union(Span other) {
        return new Span(Math.min(first, other.first), Math.max(last, other.last));
    }
}
