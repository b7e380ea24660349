package commuter.reservoir.api;

/** The id that a caller chose belongs to another passenger. */
final class PassengerExistsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String passengerId;

    PassengerExistsException(String passengerId) {
        super("passenger_id: '" + passengerId + "' belongs to another passenger; take another id, or none");
        this.passengerId = passengerId;
    }

    String passengerId() {
        return passengerId;
    }
}
