package commuter.standalone.parts;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Starts the child processes so that none outlives this process.
 *
 * <p>{@code setsid} keeps a terminal's Ctrl-C from the children: the launcher stops them, in order. {@code setpriv
 * --pdeathsig KILL} makes the kernel end them when the launcher is killed. The kernel watches the thread that started
 * the child, not its process. So all children are started by one thread that lives as long as they do. If a tool is
 * missing (macOS), an orderly end still leaves no child behind. Thread-safe.
 */
public final class ProcessStarter implements AutoCloseable {
    private static final List<String> GUARD = guard();

    private final ExecutorService thread = Executors.newSingleThreadExecutor(ProcessStarter::daemon);
    private final List<Process> children = new ArrayList<>();
    private boolean open = true;

    /**
     * Starts a process.
     *
     * @throws IllegalStateException after {@link #refuseMore()}
     * @throws IOException when the program cannot be run
     */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (!open) {
            throw new IllegalStateException("The pipeline is being stopped");
        }
        List<String> command = guarded(builder.command());
        Future<Process> started = thread.submit(() -> builder.command(command).start());
        try {
            Process child = started.get();
            children.add(child);
            return child;
        } catch (ExecutionException | CancellationException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting " + command, e);
        }
    }

    /** A command line for a process that ends with this one, and whose files only the owner can read. */
    static List<String> guarded(List<String> command) {
        List<String> guarded = new ArrayList<>(GUARD);
        guarded.addAll(command);
        return guarded;
    }

    /** From now on nothing is started, so that stopping finds every child. */
    public synchronized void refuseMore() {
        open = false;
    }

    /** Kills what still runs; returns when it has ended. */
    @Override
    public synchronized void close() {
        refuseMore();
        children.forEach(child -> child.destroyForcibly().onExit().join());
        thread.shutdown();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "process-starter");
        thread.setDaemon(true);
        return thread;
    }

    private static List<String> guard() {
        List<String> guard = new ArrayList<>();
        if (isOnPath("setsid")) {
            guard.add("setsid");
        }
        if (isOnPath("setpriv")) {
            guard.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
        }
        // Only the owner can read files that the children create.
        guard.addAll(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
        return List.copyOf(guard);
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(path)
                        .anyMatch(folder -> new File(folder, program).canExecute());
    }
}
