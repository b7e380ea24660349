package commuter.console.session;

import commuter.text.Escaped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Passengers in a table. */
final class PassengerTable {
    private PassengerTable() {}

    static Table of(JsonNode passengers) {
        boolean distances = !passengers.isEmpty() && passengers.get(0).has("distance_km");
        List<String> headings =
                new ArrayList<>(List.of("PASSENGER", "STATUS", "ROUTE", "TO", "PRIORITY", "SINCE", "VEHICLE"));
        if (distances) {
            headings.add(0, "KM");
        }
        Table table = new Table(headings);
        for (JsonNode each : passengers) {
            List<String> cells = new ArrayList<>(List.of(
                    text(each, "passenger_id"),
                    text(each, "status"),
                    text(each, "route_id"),
                    text(each, "destination_name"),
                    text(each, "priority"),
                    seconds(text(each, "spawned_at")),
                    text(each, "vehicle_id")));
            if (distances) {
                cells.add(
                        0,
                        String.format(
                                Locale.ROOT, "%.3f", each.path("distance_km").asDouble()));
            }
            table.row(cells);
        }
        return table;
    }

    /** An instant, to the second. */
    static String seconds(String instant) {
        return instant.replaceFirst("\\.\\d+Z$", "Z");
    }

    /** A field for people. */
    static String text(JsonNode passenger, String field) {
        JsonNode value = passenger.path(field);
        return value.isNull() ? "" : Escaped.line(value.asString(""));
    }
}
