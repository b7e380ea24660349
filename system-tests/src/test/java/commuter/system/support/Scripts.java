package commuter.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The scripts in bin/, in a checkout in which everything is built already, run like by cron: without a locale, and with
 * few variables.
 */
public final class Scripts {
    private final Path checkout;

    /** @param folder for the checkout, which uses the modules of this one */
    public Scripts(Path folder) throws IOException {
        checkout = folder;
        try (Stream<Path> entries = Files.list(Checkout.find().root())) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!name.equals("bin") && !name.equals("target")) {
                    Files.createSymbolicLink(checkout.resolve(name), entry);
                }
            }
        }
        Path bin = Files.createDirectory(checkout.resolve("bin"));
        try (Stream<Path> scripts = Files.list(Checkout.find().root().resolve("bin"))) {
            for (Path script : scripts.toList()) {
                Files.copy(script, bin.resolve(script.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path target = Files.createDirectory(checkout.resolve("target"));
        Files.createFile(target.resolve(".built"));
        Files.createFile(target.resolve(".built-with-console"));
    }

    /** The standard output of a script, which must succeed. */
    public String run(String name, String... arguments) throws Exception {
        Path errors = checkout.resolve("errors.txt");
        Process process = start("exec bin/" + name + " \"$@\"", arguments, ProcessBuilder.Redirect.to(errors.toFile()));
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said + Files.readString(errors)).isZero();
        return said;
    }

    /** Starts a line of shell in the checkout, with these arguments. */
    public Process start(String line, String... arguments) throws IOException {
        return start(line, arguments, ProcessBuilder.Redirect.INHERIT);
    }

    private Process start(String line, String[] arguments, ProcessBuilder.Redirect errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "-i",
                "PATH=" + Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"),
                "HOME=" + checkout,
                "bash",
                "-c",
                line,
                "bash"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectError(errors)
                .start();
    }
}
