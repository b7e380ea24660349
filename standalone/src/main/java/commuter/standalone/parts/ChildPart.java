package commuter.standalone.parts;

import commuter.standalone.data.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A part that is a child process. Subclasses define the command, and when the part is ready. */
abstract class ChildPart implements Part {
    /** Far longer than any part needs, even on a busy machine. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(50);

    private final String name;
    private final Path log;
    private final ProcessStarter starter;
    private volatile Runnable afterGoodEnd = () -> {};
    private volatile @Nullable Process process;
    private volatile Consumer<PartFailedException> listener = failure -> {};

    ChildPart(String name, Path log, ProcessStarter starter) {
        this.name = name;
        this.log = log;
        this.starter = starter;
    }

    /** The command with its environment. Called at each start; may prepare files first. */
    abstract ProcessBuilder command() throws IOException;

    /** Whether it is ready now. Called repeatedly; must answer within about a second. */
    abstract boolean isReady();

    /** Registers an action for when the process that is started next has been asked to stop and has stopped. */
    final void whenEndedWell(Runnable task) {
        afterGoodEnd = task;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Path log() {
        return log;
    }

    @Override
    public final void onFailure(Consumer<PartFailedException> newListener) {
        listener = newListener;
    }

    @Override
    public final void start() {
        Process started = launch();
        process = started;
        try {
            awaitReady(started);
        } catch (PartFailedException e) {
            kill();
            throw e;
        }
        var unused = started.onExit().thenAccept(ended -> {
            if (process == ended) {
                listener.accept(failed("ended unexpectedly with exit code " + ended.exitValue()));
            }
        });
    }

    @Override
    public final void stop() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        List<ProcessHandle> family = running.descendants().toList();
        running.destroy();
        boolean endedWell = endsWithin(STOPPED_WITHIN, running);
        if (!endedWell) {
            running.destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        running.onExit().join();
        if (endedWell) {
            afterGoodEnd.run();
        }
    }

    @Override
    public final void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().onExit().join();
        }
    }

    @Override
    public final void freeze() {
        signal("STOP");
    }

    @Override
    public final void thaw() {
        signal("CONT");
    }

    /** Java itself can only end a process. */
    private void signal(String name) {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException(this.name + " does not run");
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(running.pid())));
        running.descendants().forEach(descendant -> command.add(Long.toString(descendant.pid())));
        try {
            int exitCode = new ProcessBuilder(command).start().onExit().join().exitValue();
            if (exitCode != 0) {
                throw failed("did not take a SIG" + name);
            }
        } catch (IOException e) {
            throw failed("could not be sent a SIG" + name + ": " + e.getMessage());
        }
    }

    private Process launch() {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            PrivateFiles.create(log);
            return starter.start(command()
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        } catch (IOException e) {
            throw failed("could not be started: " + e.getMessage());
        }
    }

    private void awaitReady(Process started) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (endsWithin(BETWEEN_CHECKS, started)) {
                throw failed("ended with exit code " + started.exitValue() + " before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw failed("was not ready within " + READY_WITHIN.toSeconds() + " s");
            }
        }
    }

    private boolean endsWithin(Duration bound, Process running) {
        try {
            return running.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
            return true;
        }
    }

    private PartFailedException failed(String problem) {
        return new PartFailedException(name, problem, log);
    }
}
