package commuter.reservoir.deadletters;

import commuter.text.TerminalQuestion;

/** The person or script that runs the command. */
@FunctionalInterface
interface Operator {
    boolean agrees(String question);

    /** Asks on the terminal. A script has no terminal and is not asked: it has decided by running the command. */
    static boolean askOnTerminal(String question) {
        return TerminalQuestion.ask(question).orElse(true);
    }
}
