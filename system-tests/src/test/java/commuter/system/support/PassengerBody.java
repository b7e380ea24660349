package commuter.system.support;

import java.util.HashMap;
import java.util.Map;

/** The body of a caller of {@code POST /api/passengers}: the required fields, which tests extend and change. */
public final class PassengerBody {
    public static final double LATITUDE = 13.1;
    public static final double LONGITUDE = -59.6;

    private PassengerBody() {}

    public static Map<String, Object> on(String routeId) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("route_id", routeId);
        fields.put("latitude", LATITUDE);
        fields.put("longitude", LONGITUDE);
        fields.put("destination_lat", 13.1132);
        fields.put("destination_lon", -59.4632);
        return fields;
    }
}
