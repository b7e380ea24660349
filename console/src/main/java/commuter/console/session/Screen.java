package commuter.console.session;

import commuter.text.Escaped;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** The output for answers and errors. Thread-safe. */
public final class Screen {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colours;
    private final boolean json;

    /** @param json whether answers are shown unchanged, one on a line */
    public Screen(PrintWriter out, PrintWriter err, boolean colours, boolean json) {
        this.out = out;
        this.err = err;
        this.colours = colours;
        this.json = json;
    }

    public boolean asJson() {
        return json;
    }

    public PrintWriter out() {
        return out;
    }

    public PrintWriter err() {
        return err;
    }

    public boolean hasColours() {
        return colours;
    }

    /** Shows a text that may come from a service or another user. */
    public void line(String text) {
        painted(Escaped.line(text));
    }

    /** Shows a line with our own colours in it; everything else in it has been escaped. */
    public void painted(String line) {
        out.println(line);
        out.flush();
    }

    public void json(JsonNode answer) {
        painted(Escaped.json(answer.toString()));
    }

    public void table(Table table) {
        table.lines(colours).forEach(out::println);
        out.flush();
    }

    public void error(String problem) {
        err.println(Colour.BAD.paint(Escaped.line("error: " + problem), colours));
        err.flush();
    }
}
