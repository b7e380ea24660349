package commuter.system.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The stages of a Dockerfile, each with its steps in their order. */
record Dockerfile(List<Stage> stages) {
    private static final Pattern FROM = Pattern.compile("(\\S+)(?: AS (\\S+))?");
    private static final Pattern FLAG = Pattern.compile("--([a-z]+)=(\\S+)\\s+");

    /** @param name as later stages call it, or null */
    record Stage(String image, @Nullable String name, List<Step> steps) {}

    record Flag(String name, String value) {}

    /** @param rest everything behind the flags */
    record Step(String instruction, List<Flag> flags, String rest) {
        List<String> values(String flag) {
            return flags.stream()
                    .filter(each -> each.name().equals(flag))
                    .map(Flag::value)
                    .toList();
        }
    }

    static Dockerfile read(Path file) throws IOException {
        List<Stage> stages = new ArrayList<>();
        for (String line : lines(Files.readString(file))) {
            String[] words = line.split("\\s+", 2);
            if (words[0].equals("FROM")) {
                Matcher from = FROM.matcher(words[1]);
                if (!from.matches()) {
                    throw new IOException(file + ": not understood: " + line);
                }
                stages.add(new Stage(from.group(1), from.group(2), new ArrayList<>()));
            } else {
                stages.get(stages.size() - 1).steps().add(step(words[0], words[1]));
            }
        }
        return new Dockerfile(stages);
    }

    private static Step step(String instruction, String text) {
        List<Flag> flags = new ArrayList<>();
        Matcher flag = FLAG.matcher(text);
        int end = 0;
        while (flag.find(end) && flag.start() == end) {
            flags.add(new Flag(flag.group(1), flag.group(2)));
            end = flag.end();
        }
        return new Step(instruction, flags, text.substring(end));
    }

    /** Without comments and empty lines; those that a backslash continues are one. */
    private static List<String> lines(String text) {
        String continued = text.replaceAll("(?m)^\\s*#.*\n", "").replaceAll("\\\\\n\\s*", " ");
        return continued.lines().filter(line -> !line.isBlank()).toList();
    }
}
