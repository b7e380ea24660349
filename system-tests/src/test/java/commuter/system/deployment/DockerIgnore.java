package commuter.system.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Which files {@code .dockerignore} lets into an image's build context: the last matching rule decides. */
final class DockerIgnore {
    private final List<Rule> rules;

    private DockerIgnore(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(boolean admits, String glob, Pattern pattern) {
        static Rule of(String line) {
            boolean admits = line.startsWith("!");
            String glob = (admits ? line.substring(1) : line).strip().replaceAll("^/|/$", "");
            return new Rule(admits, glob, Pattern.compile(regex(glob) + "(/.*)?"));
        }

        /** {@code **} matches any number of folders; {@code *} and {@code ?} match within one. */
        private static String regex(String glob) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < glob.length(); i++) {
                if (glob.startsWith("**/", i)) {
                    regex.append("(.*/)?");
                    i += 2;
                } else if (glob.startsWith("**", i)) {
                    regex.append(".*");
                    i++;
                } else {
                    switch (glob.charAt(i)) {
                        case '*' -> regex.append("[^/]*");
                        case '?' -> regex.append("[^/]");
                        default -> regex.append(Pattern.quote(glob.substring(i, i + 1)));
                    }
                }
            }
            return regex.toString();
        }
    }

    static DockerIgnore of(Path root) throws IOException {
        return new DockerIgnore(Files.readAllLines(root.resolve(".dockerignore")).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Rule::of)
                .toList());
    }

    /** Whether a file is in the context; its path is relative, with slashes. */
    boolean admits(String path) {
        boolean admitted = true;
        for (Rule rule : rules) {
            if (rule.pattern().matcher(path).matches()) {
                admitted = rule.admits();
            }
        }
        return admitted;
    }

    /** Whether anything under a folder may be admitted: a later rule can take back that the folder is not. */
    boolean mayAdmitUnder(String folder) {
        return admits(folder)
                || rules.stream()
                        .filter(Rule::admits)
                        .anyMatch(rule -> rule.glob().startsWith(folder + "/")
                                || rule.glob().startsWith("**"));
    }
}
