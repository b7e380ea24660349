package commuter.access;

/** An access setting is invalid. The message names it and says what is allowed. It never contains a secret. */
final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SettingsException(String setting, String problem) {
        super(setting + ": " + problem);
    }
}
