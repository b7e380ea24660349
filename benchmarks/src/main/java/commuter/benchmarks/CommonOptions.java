package commuter.benchmarks;

import commuter.standalone.Checkout;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every benchmark, and how it begins. */
final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--json", description = "the results as one last line of JSON")
    private boolean json;

    /** @throws ParameterException when the option's value is out of range */
    void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(), option + " " + value + " must be " + least + " to " + most + ".");
        }
    }

    /** Describes the machine before anything is started on it, and prints the folder for data and logs. */
    Measurement begin() {
        Checkout checkout = Checkout.find();
        Path folder = checkout.root().resolve("target/bench").resolve(command.name());
        Report report = new Report(command.commandLine().getOut());
        report.say("Data and logs: %s", folder);
        return new Measurement(report, checkout, folder, Machine.now(), json);
    }
}
