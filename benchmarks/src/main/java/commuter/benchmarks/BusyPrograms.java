package commuter.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Programs that only keep one processor busy each. Not thread-safe. */
final class BusyPrograms implements AutoCloseable {
    private final List<Process> programs = new ArrayList<>();

    BusyPrograms(int number) throws IOException {
        try {
            for (int n = 0; n < number; n++) {
                programs.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        programs.forEach(Process::destroyForcibly);
    }
}
