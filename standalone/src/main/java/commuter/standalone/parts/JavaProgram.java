package commuter.standalone.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that use the JDK of this process. */
final class JavaProgram {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int TOOL_HEAP_MEGABYTES = 128;
    private static final List<String> ALWAYS = List.of("-Xshare:auto", "-XX:+ExitOnOutOfMemoryError");

    /**
     * Since Java 24, the JVM would otherwise warn about the libraries' native code and fast memory access at every
     * start.
     */
    private static final List<String> QUIET = Runtime.version().feature() >= 24
            ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
            : List.of();

    private JavaProgram() {}

    /** Runs a class of a class path. */
    static List<String> ofClassPath(
            String classPath, int heapMegabytes, JvmProfile profile, List<String> options, String... rest) {
        List<String> command = java(heapMegabytes, profile);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.addAll(List.of(rest));
        return command;
    }

    /** Runs the tools in a Spring Boot jar. */
    static List<String> ofTool(Path jar, String... rest) {
        List<String> command = java(TOOL_HEAP_MEGABYTES, JvmProfile.QUICK_START);
        command.add("-Djarmode=tools");
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(rest));
        return command;
    }

    static List<String> ofJar(JvmProfile profile, Path jar, List<String> options) {
        List<String> command = java(profile.serviceHeapMegabytes(), profile);
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private static List<String> java(int heapMegabytes, JvmProfile profile) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(profile.options());
        command.addAll(ALWAYS);
        command.addAll(QUIET);
        return command;
    }
}
