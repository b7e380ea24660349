package commuter.reservoir.api;

/** No passenger has this id. */
final class UnknownPassengerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownPassengerException(String passengerId) {
        super("There is no passenger " + passengerId);
    }
}
