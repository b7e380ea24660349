package commuter.reservoir.api;

/** An {@code Idempotency-Key} was already used for another call. */
final class KeyReusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    KeyReusedException(String key) {
        super(Decisions.IDEMPOTENCY_KEY + ": '" + key + "' was used for another call; take a new one");
        this.key = key;
    }

    String key() {
        return key;
    }
}
