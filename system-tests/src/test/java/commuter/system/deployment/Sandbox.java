package commuter.system.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Mounts, processes and a network of their own, in which this test plays a container engine. All of it ends with
 * {@link #close()}, and with this JVM. Needs root.
 */
final class Sandbox implements AutoCloseable {
    /** {@code none} to leave out what needs it; {@code bin/test} tries whether it can be made. */
    static final String PROPERTY = "commuter.containers";

    private static final String BEGIN = """
            set -e
            ip link set lo up
            mount -t tmpfs -o mode=0755 tmpfs "$0"
            echo ready
            exec cat
            """;

    private final Process holder;
    private final long inside;
    private final Path folder;
    private int roots;

    private Sandbox(Process holder, Path folder) {
        this.holder = holder;
        this.folder = folder;
        this.inside = holder.children().findFirst().orElseThrow().pid();
    }

    /** @param folder an empty folder; what is made in it is in memory, and is gone afterwards */
    static Sandbox open(Path folder) throws IOException {
        Path empty = Files.createDirectories(folder).toAbsolutePath();
        Process holder = new ProcessBuilder(
                        "unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-c", BEGIN, empty + "")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = holder.inputReader().readLine();
        if (!"ready".equals(answer)) {
            throw new IOException("no sandbox could be made, see above; -D" + PROPERTY + "=none leaves it out");
        }
        return new Sandbox(holder, empty);
    }

    Path folder() {
        return folder;
    }

    /**
     * A new root that looks like this machine's, which stands for a base image. What is written to it is its own. The
     * checkout is not in it, since no image knows it.
     */
    Path newRoot() throws IOException {
        Path layer = folder.resolve("layer-" + roots++);
        run("""
                mkdir -p $0/upper $0/work $0/root
                mount -t overlay overlay -o lowerdir=/,upperdir=$0/upper,workdir=$0/work $0/root
                mount -t proc proc $0/root/proc
                mount --rbind /dev $0/root/dev
                mount -t tmpfs -o mode=1777 tmpfs $0/root/tmp
                mount -t tmpfs tmpfs $0/root/run
                mount -t tmpfs tmpfs $0/root$1
                """, layer, Checkout.find().root());
        return layer.resolve("root");
    }

    /** Shows a folder of this machine in an image, as it is. */
    void mount(Path folder, Image image, String path) throws IOException {
        run("mkdir -p $1; mount --bind $0 $1; mount -o remount,ro,bind $1", folder, outside(image, path));
        image.mounted.put(path, folder);
    }

    /** Where a path of an image is on this machine. Its links lead to places in the image. */
    Path outside(Image image, String path) throws IOException {
        String within = Path.of(image.workingFolder).resolve(path).toString();
        return image.root.resolve(
                run("chroot $0 realpath -m $1", image.root, within).strip().substring(1));
    }

    /** Runs a script as root outside of all roots; $0 and so on are the arguments. */
    String run(String script, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-euc", script));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(new ProcessBuilder(command));
    }

    /** Runs a command in this sandbox to its end, which must be a good one; what it said. */
    String run(ProcessBuilder builder) throws IOException {
        Process process = start(builder.redirectErrorStream(true));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exitCode = process.onExit().join().exitValue();
        if (exitCode != 0) {
            throw new IOException(builder.command() + " ended with exit code " + exitCode + ":\n" + said);
        }
        return said;
    }

    /** Starts a command in this sandbox. */
    Process start(ProcessBuilder builder) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("nsenter", "--target", Long.toString(inside), "--mount", "--net", "--pid", "--"));
        command.addAll(builder.command());
        return builder.command(command).start();
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        holder.onExit().join();
        Files.deleteIfExists(folder);
    }
}
