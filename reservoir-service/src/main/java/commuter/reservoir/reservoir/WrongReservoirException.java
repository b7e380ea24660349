package commuter.reservoir.reservoir;

/** A request was put into a reservoir that it does not belong to; nothing was sent. */
public final class WrongReservoirException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongReservoirException(String message) {
        super(message);
    }
}
