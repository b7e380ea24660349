package commuter.reservoir.deadletters;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whoever typed the command. */
@FunctionalInterface
interface Operator {
    boolean agrees(String question);

    /** Asks on the terminal; a script, which has none, has said what it wants by running the command. */
    @SuppressWarnings("SystemConsoleNull") // Where it is never null, it tells whether it is a terminal.
    static boolean askOnTerminal(String question) {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return true;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    /** From Java 22 on there is a console without a terminal, too; until then there is no such method to ask. */
    private static boolean isTerminal(Console console) {
        try {
            @Nullable Object answer = Console.class.getMethod("isTerminal").invoke(console);
            return !Boolean.FALSE.equals(answer);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return true;
        }
    }
}
