package commuter.reservoir.reservoir;

/** A request was given to a reservoir to which it does not belong. Nothing was sent. */
public final class WrongReservoirException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongReservoirException(String message) {
        super(message);
    }
}
