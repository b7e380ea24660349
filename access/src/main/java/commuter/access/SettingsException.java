package commuter.access;

/** A setting of access cannot be used. The message names it and says what it must be; it never holds a secret. */
final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SettingsException(String setting, String problem) {
        super(setting + ": " + problem);
    }
}
