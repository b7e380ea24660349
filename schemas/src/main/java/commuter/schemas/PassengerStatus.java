package commuter.schemas;

/** Where a passenger is in its life. ALIGHTED and EXPIRED are final; CANCELLED can be reinstated. */
public enum PassengerStatus {
    WAITING,
    BOARDED,
    ALIGHTED,
    CANCELLED,
    EXPIRED;

    /** Whether a passenger in this status still occupies its reservoir or a vehicle. */
    public boolean isLive() {
        return this == WAITING || this == BOARDED;
    }
}
