package commuter.standalone.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder with all data of a run, accessible to its owner only. One launcher at a time may use it: the operating
 * system's file lock ends with its process, however that ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final String MARKER = ".commuter-data";
    private static final String LOCK = ".lock";
    private static final String MARKER_TEXT =
            "Made by bin/standalone, which may delete this whole folder with --fresh.";

    private final Path root;
    private final FileChannel lock;
    private final boolean fresh;

    private DataFolder(Path root, FileChannel lock, boolean fresh) {
        this.root = root;
        this.lock = lock;
        this.fresh = fresh;
    }

    /**
     * Takes the folder, and creates it if necessary.
     *
     * @param fresh whether to delete its content first
     * @throws StartRefusedException when it was not made by bin/standalone, or another launcher uses it
     */
    public static DataFolder open(Path folder, boolean fresh) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            requireOurs(root);
            PrivateFiles.makeFolder(root);
            FileChannel lock = lock(root);
            if (fresh) {
                empty(root);
            }
            boolean isNew = !Files.exists(root.resolve(MARKER));
            Path unused = PrivateFiles.write(root.resolve(MARKER), List.of(MARKER_TEXT));
            return new DataFolder(root, lock, isNew);
        } catch (IOException e) {
            throw new StartRefusedException("The data folder " + root + " cannot be used: " + e);
        }
    }

    /** The folder for the files of a part or a feature; it is not created here. */
    public Path folder(String name) {
        return root.resolve(name);
    }

    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    public Path root() {
        return root;
    }

    /** Whether it was empty when it was opened. */
    public boolean isFresh() {
        return fresh;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireOurs(Path root) throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new StartRefusedException("--data " + root + " is no folder. Name a new or an empty one.");
        }
        if (Files.isDirectory(root) && !isEmpty(root) && !Files.exists(root.resolve(MARKER))) {
            throw new StartRefusedException("--data " + root + " holds other files and no " + MARKER
                    + ", so nothing there is touched or deleted. Name a new or an empty folder.");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.allMatch(entry -> entry.endsWith(LOCK));
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        PrivateFiles.create(root.resolve(LOCK));
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String holder = Files.readString(root.resolve(LOCK)).strip();
            channel.close();
            throw new StartRefusedException("Another bin/standalone (process " + holder + ") uses the data folder "
                    + root + ". Stop it, or name another folder with --data.");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void empty(Path root) throws IOException {
        List<Path> doomed;
        try (Stream<Path> tree = Files.walk(root)) {
            doomed = tree.filter(path -> !path.equals(root) && !path.equals(root.resolve(LOCK)))
                    // The marker file is deleted last, so that an interrupted deletion can be repeated.
                    .sorted(Comparator.comparing((Path path) -> path.equals(root.resolve(MARKER)))
                            .thenComparing(Comparator.reverseOrder()))
                    .toList();
        }
        for (Path path : doomed) {
            Files.delete(path);
        }
    }
}
