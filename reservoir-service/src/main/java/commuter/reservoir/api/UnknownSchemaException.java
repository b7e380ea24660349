package commuter.reservoir.api;

import java.util.List;

/** No schema is in a file of this name. */
final class UnknownSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownSchemaException(String file, List<String> known) {
        super("There is no schema " + file + ". There are " + String.join(", ", known));
    }
}
