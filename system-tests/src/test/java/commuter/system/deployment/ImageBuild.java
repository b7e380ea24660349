package commuter.system.deployment;

import commuter.system.deployment.Dockerfile.Stage;
import commuter.system.deployment.Dockerfile.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds an image as its Dockerfile says, step by step, on this machine's own files instead of the base images. A step
 * that this does not know fails the build.
 */
final class ImageBuild {
    private static final String COPY = """
            mkdir -p "$1"
            if [ -d "$0" ]; then
              cp -ax --no-preserve=ownership "$0/." "$1"
            else
              cp -ax --no-preserve=ownership "$0" "$1"
            fi
            """;

    private static final String CACHE = """
            mkdir -p "$0" "$1" "$2/upper" "$2/work"
            mount -t overlay overlay -o "lowerdir=$0,upperdir=$2/upper,workdir=$2/work" "$1"
            """;

    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S*)");
    private static final Pattern CACHED = Pattern.compile("type=cache,target=/root/([^,]+),sharing=locked");

    private final Sandbox sandbox;
    private final Path context;
    private final Map<String, String> arguments;
    private final Shortcut shortcut;
    private final Map<String, Image> stages = new HashMap<>();

    /** Takes a shorter way to what a command comes to. */
    interface Shortcut {
        /** What to run instead of the command of a {@code RUN}. */
        String instead(String command, Image image) throws IOException;
    }

    /** @param arguments by their names, as for {@code --build-arg} */
    ImageBuild(Sandbox sandbox, Path context, Map<String, String> arguments, Shortcut shortcut) {
        this.sandbox = sandbox;
        this.context = context;
        this.arguments = Map.copyOf(arguments);
        this.shortcut = shortcut;
    }

    Image build(Dockerfile dockerfile) throws IOException {
        Image image = null;
        for (Stage stage : dockerfile.stages()) {
            image = new Image(sandbox.newRoot());
            Map<String, String> known = new HashMap<>();
            for (Step step : stage.steps()) {
                run(step, image, known);
            }
            if (stage.name() != null) {
                stages.put(stage.name(), image);
            }
        }
        return image;
    }

    private void run(Step step, Image image, Map<String, String> known) throws IOException {
        switch (step.instruction()) {
            case "ARG" -> known.put(step.rest(), arguments.get(step.rest()));
            case "ENV" ->
                ASSIGNMENT
                        .matcher(step.rest())
                        .results()
                        .forEach(each -> image.environment.put(
                                each.group(1), each.group(2).replace("\"", "")));
            case "WORKDIR" -> {
                image.workingFolder = step.rest();
                sandbox.run("mkdir -p $0", sandbox.outside(image, "."));
            }
            case "COPY" -> copy(step, image);
            case "RUN" -> {
                for (String mount : step.values("mount")) {
                    mountCache(mount, image);
                }
                String command = shortcut.instead(step.rest(), image);
                sandbox.run(image.inside(List.of(), known, List.of("/bin/sh", "-c", command)));
            }
            case "USER" -> image.user = step.rest();
            case "ENTRYPOINT" -> image.entrypoint = words(step.rest());
            case "CMD" -> image.command = words(step.rest());
            default -> throw new IOException(step + " is not known here");
        }
    }

    private void copy(Step step, Image image) throws IOException {
        List<String> words = Arrays.asList(step.rest().split(" "));
        List<String> sources = words.subList(0, words.size() - 1);
        String target = words.get(words.size() - 1);
        Path folder = sandbox.outside(image, target);
        if (!target.endsWith("/") && !target.equals(".")) {
            // A file with another name: here only files keep theirs.
            if (sources.size() != 1
                    || !Path.of(target)
                            .getFileName()
                            .equals(Path.of(sources.get(0)).getFileName())) {
                throw new IOException(step + " is not known here");
            }
            folder = folder.getParent();
        }
        List<String> from = step.values("from");
        for (String source : sources) {
            Path path = from.isEmpty() ? context.resolve(source) : sandbox.outside(stages.get(from.get(0)), source);
            sandbox.run(COPY, path, folder);
            if (!from.isEmpty()) {
                mountAgain(stages.get(from.get(0)), Path.of(source), image, target);
            }
        }
    }

    private void mountAgain(Image from, Path source, Image to, String target) throws IOException {
        for (Map.Entry<String, Path> each : from.mounted.entrySet()) {
            Path path = Path.of(each.getKey());
            if (path.startsWith(source)) {
                sandbox.mount(
                        each.getValue(),
                        to,
                        Path.of(to.workingFolder)
                                .resolve(target)
                                .resolve(source.relativize(path))
                                .normalize()
                                .toString());
            }
        }
    }

    /** What earlier builds on this machine have fetched; it stays as it is. */
    private void mountCache(String mount, Image image) throws IOException {
        Matcher cached = CACHED.matcher(mount);
        if (!cached.matches()) {
            throw new IOException("--mount=" + mount + " is not known here, or takes more than one writer");
        }
        Path here = Path.of(System.getProperty("user.home"), cached.group(1));
        String name = "cache-" + image.root.getParent().getFileName() + cached.group(1);
        sandbox.run(
                CACHE,
                here,
                image.root.resolve("root").resolve(cached.group(1)),
                sandbox.folder().resolve(name));
    }

    private static List<String> words(String json) {
        return List.of(JsonMapper.shared().readValue(json, String[].class));
    }
}
