package commuter.schemas;

/** The status of a passenger. ALIGHTED and EXPIRED are final; CANCELLED can be reinstated. */
public enum PassengerStatus {
    WAITING,
    BOARDED,
    ALIGHTED,
    CANCELLED,
    EXPIRED;

    /** Whether a passenger in this status still waits in a reservoir or rides in a vehicle. */
    public boolean isLive() {
        return this == WAITING || this == BOARDED;
    }
}
