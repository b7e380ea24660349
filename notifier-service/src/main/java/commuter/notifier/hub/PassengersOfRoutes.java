package commuter.notifier.hub;

import commuter.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Keeps those passengers of a list who are on some routes. It copies their bytes unchanged, because a list may be long.
 */
final class PassengersOfRoutes {
    private PassengersOfRoutes() {}

    /**
     * The passengers of these routes.
     *
     * @param passengers a JSON array of objects in UTF-8
     */
    static byte[] of(byte[] passengers, Set<String> routes) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(Math.min(passengers.length, 4096));
        char separator = '[';
        try (JsonParser parser = Json.MAPPER.createParser(passengers)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                int begin = (int) parser.currentTokenLocation().getByteOffset();
                boolean open = isOpen(parser, routes);
                if (open) {
                    kept.write(separator);
                    kept.write(passengers, begin, (int) parser.currentLocation().getByteOffset() - begin);
                    separator = ',';
                }
            }
        }
        if (separator == '[') {
            kept.write(separator);
        }
        kept.write(']');
        return kept.toByteArray();
    }

    /** Skips to the end of the object. */
    private static boolean isOpen(JsonParser parser, Set<String> routes) {
        boolean open = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean route = parser.currentName().equals("route_id");
            parser.nextToken();
            if (route && parser.currentToken() == JsonToken.VALUE_STRING) {
                open = routes.contains(parser.getString());
            }
            parser.skipChildren();
        }
        return open;
    }
}
