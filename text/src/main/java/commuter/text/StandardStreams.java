package commuter.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * Standard input and output of a command: always UTF-8, and the command ends when its output is no longer read, as in
 * {@code command | head -2}. Java itself would use the locale's encoding, and go on writing without an error.
 * Thread-safe.
 */
public final class StandardStreams {
    /** The exit code that a shell gives for SIGPIPE. */
    public static final int READER_GONE = 141;

    private StandardStreams() {}

    /** Makes {@code System.out} and {@code System.err} such streams. Must be called first. */
    public static void install() {
        System.setOut(new PrintStream(new Watched(FileDescriptor.out), true, UTF_8));
        System.setErr(new PrintStream(new Watched(FileDescriptor.err), true, UTF_8));
    }

    /** Standard output, flushed with each line; after {@link #install()}. */
    public static PrintWriter out() {
        return new PrintWriter(System.out, true, UTF_8);
    }

    /** The same for errors. */
    public static PrintWriter err() {
        return new PrintWriter(System.err, true, UTF_8);
    }

    public static BufferedReader in() {
        return new BufferedReader(new InputStreamReader(System.in, UTF_8));
    }

    /**
     * Ends the program when it cannot write. This runs on a separate thread, because the writing thread may hold a lock
     * that is needed for the end.
     */
    private static final class Watched extends OutputStream {
        private final FileOutputStream target;
        private boolean gone;

        Watched(FileDescriptor descriptor) {
            this.target = new FileOutputStream(descriptor);
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            if (gone) {
                return;
            }
            try {
                target.write(bytes, from, count);
            } catch (IOException e) {
                gone = true;
                Thread end = new Thread(() -> System.exit(READER_GONE), "reader-gone");
                end.setDaemon(true);
                end.start();
            }
        }
    }
}
