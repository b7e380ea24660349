package commuter.text;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whoever sits at the terminal. */
public final class TerminalQuestion {
    private TerminalQuestion() {}

    /** Whether the answer is yes; empty without a terminal, when there is nobody to ask. */
    @SuppressWarnings("SystemConsoleNull") // If it is never null (Java 22 and later), it can be asked for a terminal.
    public static Optional<Boolean> ask(String question) {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return Optional.empty();
        }
        String answer = console.readLine("%s [y/N] ", question);
        return Optional.of(
                answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y"));
    }

    /**
     * Since Java 22, System.console() may exist without a terminal and has a method that says so. Before, that method
     * does not exist.
     */
    private static boolean isTerminal(Console console) {
        try {
            @Nullable Object answer = Console.class.getMethod("isTerminal").invoke(console);
            return !Boolean.FALSE.equals(answer);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return true;
        }
    }
}
