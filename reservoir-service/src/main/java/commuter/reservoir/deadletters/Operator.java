package commuter.reservoir.deadletters;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The person or script that runs the command. */
@FunctionalInterface
interface Operator {
    boolean agrees(String question);

    /** Asks on the terminal. A script has no terminal and is not asked: it has decided by running the command. */
    @SuppressWarnings(
            "SystemConsoleNull") // If console() is never null (Java 22 and later), it can be asked whether it is a
    // terminal.
    static boolean askOnTerminal(String question) {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return true;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
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
