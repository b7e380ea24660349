package commuter.console.session;

/** A line could not be executed; the message is one line for the user, with what to do. */
public final class ConsoleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConsoleException(String message) {
        super(message.replaceAll("\\s*\\R\\s*", " "));
    }
}
