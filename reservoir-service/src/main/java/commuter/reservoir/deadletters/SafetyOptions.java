package commuter.reservoir.deadletters;

import picocli.CommandLine.Option;

/** Safety options of a command that changes something: only show what would be done, and whether to ask first. */
final class SafetyOptions {
    @Option(names = "--dry-run", description = "check everything and show what would be done, and change nothing")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    boolean isDryRun() {
        return dryRun;
    }

    /** Whether to go on. Asks the operator, unless an option says not to ask. */
    boolean allows(Operator operator, String question) {
        return yes || operator.agrees(question);
    }
}
