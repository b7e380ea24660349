package commuter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program to its end and returns its output. Java programs get the JVM options of {@code bin/seed}. */
final class Program {
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");

    private Program() {}

    /** Runs a script. */
    static String ofScript(Path script, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(script.toString());
        command.addAll(arguments);
        return output(command);
    }

    /** Runs a jar. */
    static String ofJar(Path jar, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = java();
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return output(command);
    }

    /** Runs a class of this program's own class path. */
    static String ofClass(String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = java();
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(name);
        command.addAll(arguments);
        return output(command);
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        return command;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new WrongResultException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }
}
