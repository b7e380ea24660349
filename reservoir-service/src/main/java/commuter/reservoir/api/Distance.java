package commuter.reservoir.api;

/** Distances over the ground. */
final class Distance {
    /** The earth's mean radius. */
    private static final double EARTH_KM = 6371.0088;

    private Distance() {}

    /** Great-circle distance in kilometres between two places in degrees, by the haversine formula. */
    static double km(double latitude1, double longitude1, double latitude2, double longitude2) {
        double phi1 = Math.toRadians(latitude1);
        double phi2 = Math.toRadians(latitude2);
        double sinPhi = Math.sin((phi2 - phi1) / 2);
        double sinLambda = Math.sin(Math.toRadians(longitude2 - longitude1) / 2);
        double h = sinPhi * sinPhi + Math.cos(phi1) * Math.cos(phi2) * sinLambda * sinLambda;
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
