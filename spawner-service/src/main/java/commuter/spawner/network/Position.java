package commuter.spawner.network;

/** A position on the earth, WGS 84 degrees. */
public record Position(double latitude, double longitude) {
    private static final double EARTH_RADIUS_METRES = 6_371_000;

    /** Distance in metres along the great circle. */
    public double distanceTo(Position other) {
        double fromLatitude = Math.toRadians(latitude);
        double toLatitude = Math.toRadians(other.latitude);
        double north = Math.sin((toLatitude - fromLatitude) / 2);
        double east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double chord = north * north + Math.cos(fromLatitude) * Math.cos(toLatitude) * east * east;
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
    }
}
