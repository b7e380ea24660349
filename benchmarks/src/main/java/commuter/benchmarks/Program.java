package commuter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java program that is run to its end for what it prints. */
final class Program {
    private static final List<String> JVM = List.of("-XX:+UseParallelGC", "-Xshare:auto");

    private Program() {}

    /** Runs a jar. */
    static String ofJar(String heap, Path jar, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = java(heap);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return output(command);
    }

    /** Runs a class of this program's own class path. */
    static String ofClass(String heap, String name, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = java(heap);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(name);
        command.addAll(arguments);
        return output(command);
    }

    private static List<String> java(String heap) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
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
