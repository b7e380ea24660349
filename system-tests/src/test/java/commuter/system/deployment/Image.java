package commuter.system.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A root folder that is being built, or has been, and how a container of it is started. Not thread-safe. */
final class Image {
    final Path root;
    final Map<String, String> environment = new LinkedHashMap<>();
    /** What is mounted instead of being copied: the folder on this machine by that in the image. */
    final Map<String, Path> mounted = new LinkedHashMap<>();

    String workingFolder = "/";
    String user = "0:0";
    List<String> entrypoint = List.of();
    List<String> command = List.of();

    Image(Path root) {
        this.root = root;
        String java = System.getProperty("java.home");
        environment.put("PATH", java + "/bin:" + System.getenv("PATH"));
        environment.put("HOME", "/root");
        environment.put("LC_ALL", "C.UTF-8");
    }

    /** A command in the image, with no other environment than its own and this one. */
    ProcessBuilder inside(List<String> privileges, Map<String, String> more, List<String> command) {
        List<String> line =
                new ArrayList<>(List.of("chroot", root.toString(), "env", "-i", "--chdir=" + workingFolder));
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(more);
        all.forEach((name, value) -> line.add(name + "=" + value));
        line.addAll(privileges);
        line.addAll(command);
        return new ProcessBuilder(line);
    }
}
