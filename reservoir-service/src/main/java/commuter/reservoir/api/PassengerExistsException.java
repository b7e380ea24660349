package commuter.reservoir.api;

/** A caller chose the id of somebody else. */
final class PassengerExistsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String passengerId;

    PassengerExistsException(String passengerId) {
        super("passenger_id: '" + passengerId + "' is somebody else; take another id, or none");
        this.passengerId = passengerId;
    }

    String passengerId() {
        return passengerId;
    }
}
