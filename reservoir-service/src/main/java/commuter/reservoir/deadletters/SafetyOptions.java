package commuter.reservoir.deadletters;

import picocli.CommandLine.Option;

/**
 * How careful a command is that changes something: whether it only tells what it would do, and whether it asks first.
 */
final class SafetyOptions {
    @Option(names = "--dry-run", description = "check everything and show what would be done, and change nothing")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    boolean isDryRun() {
        return dryRun;
    }

    /** Whether to go on: asks, unless told not to. */
    boolean allows(Operator operator, String question) {
        return yes || operator.agrees(question);
    }
}
