package commuter.standalone.conformance;

import java.util.Locale;

/** What a conductor must do; in the order in which the verdicts are given. */
enum Rule {
    RESULT("reports the result of its first command, which may come at once"),
    KEY("gives each command its reservoir as the key"),
    PARTITION("sends all commands of a reservoir to one partition, which any hash may choose"),
    RECORD("sends values that are valid by passenger-command.json and say what the task says"),
    TWICE("reports a command that it sends twice once"),
    LATE("passes expires_at on, and reports that a command is too late"),
    RESERVOIR("reports that the passenger belongs to another reservoir"),
    TAKEN("reports that another vehicle took the passenger"),
    UNKNOWN("reports that nobody knows the passenger"),
    ORDER("sends the commands of a passenger, and reports their results, in the order of the tasks"),
    COMMITTED("reads results with read_committed: what an aborted transaction wrote is no result"),
    RESTART("after a kill sends the command again, with the same id, and reports its result"),
    OTHERS("reports the results of its own commands only, each as a line of JSON"),
    END("reports what is outstanding when its input ends, and ends with status 0");

    private final String demand;

    Rule(String demand) {
        this.demand = demand;
    }

    /** The name for users, such as {@code twice}. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is demanded; the sentence begins with "The client". */
    String demand() {
        return demand;
    }
}
