package commuter.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import java.io.PrintWriter;
import java.util.Locale;

/** The output for the user: the progress, then a table, and last the same results as JSON. */
final class Report {
    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    void json(Object result) {
        out.println(new String(Json.write(result), UTF_8));
        out.flush();
    }
}
