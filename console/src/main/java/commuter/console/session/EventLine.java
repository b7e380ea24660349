package commuter.console.session;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One message of the notifier as a line. */
public final class EventLine {
    private EventLine() {}

    /** Nothing for messages without information for people. */
    public static Optional<String> of(JsonNode message, boolean colours) {
        JsonNode data = message.path("data");
        return switch (message.path("type").asString("")) {
            case "connected", "unsubscribed", "pong" -> Optional.empty();
            case "subscribed" -> Optional.of("Subscribed; Ctrl-C ends it");
            case "gap" -> Optional.of("Some events are missing here: " + PassengerTable.text(data, "reason"));
            case "reservoir:stats" -> Optional.of(stats(data));
            default -> Optional.of(event(data, colours));
        };
    }

    private static String event(JsonNode event, boolean colours) {
        JsonNode passenger = event.path("passenger");
        String status = PassengerTable.text(passenger, "status");
        String type = PassengerTable.text(event, "type");
        // Every other type says which status it leads to.
        String said = type.equals("STATE_CHANGED") ? "now " + status : type;
        String line = String.format(
                Locale.ROOT,
                "%s  %s  %-16s  #%-6d %s",
                PassengerTable.seconds(PassengerTable.text(event, "occurred_at")),
                Colour.ofStatus(status).paint(String.format(Locale.ROOT, "%-13s", said), colours),
                PassengerTable.text(event, "reservoir"),
                event.path("sequence").asLong(),
                PassengerTable.text(passenger, "passenger_id"));
        String vehicle = PassengerTable.text(passenger, "vehicle_id");
        return vehicle.isEmpty() ? line : line + "  " + vehicle;
    }

    private static String stats(JsonNode stats) {
        return String.format(
                Locale.ROOT,
                "%s  %s: %,d waiting, %,d on board",
                PassengerTable.seconds(PassengerTable.text(stats, "as_of")),
                PassengerTable.text(stats, "reservoir"),
                stats.path("waiting").asLong(),
                stats.path("boarded").asLong());
    }
}
