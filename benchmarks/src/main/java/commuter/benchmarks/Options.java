package commuter.benchmarks;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks options. */
final class Options {
    private Options() {}

    static void require(CommandSpec spec, String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), name + " " + value + " must be " + least + " to " + most + ".");
        }
    }
}
