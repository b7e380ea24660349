package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The npm package of the folder client, packed and then installed in a folder that was empty. */
final class InstalledClient {
    static final Path SOURCE = Checkout.find().root().resolve("notifier-service/client");
    private static final Path PROGRAMS = Checkout.find().root().resolve("test-support/contract/node_modules");

    private final Path folder;

    private InstalledClient(Path folder) {
        this.folder = folder;
    }

    /** Packs and installs it, and beside it ws, a WebSocket for Node.js 20. */
    static InstalledClient in(Path folder) throws IOException, InterruptedException {
        run(SOURCE, "npm", "pack", "--silent", "--pack-destination", folder.toString());
        Path packed = folder.resolve("commuter-stream-0.1.0.tgz");
        String[] install = {"npm", "install", "--offline", "--no-audit", "--no-fund", "--no-update-notifier"};
        String ws = PROGRAMS.resolve("ws").toString();
        run(
                folder,
                Stream.concat(Arrays.stream(install), Stream.of(packed.toString(), ws))
                        .toArray(String[]::new));
        return new InstalledClient(folder);
    }

    Path folder() {
        return folder;
    }

    /** The names of its files. */
    List<String> files() throws IOException {
        Path installed = folder.resolve("node_modules/commuter-stream");
        try (Stream<Path> files = Files.walk(installed)) {
            return new TreeSet<>(files.filter(Files::isRegularFile)
                            .map(file -> installed.relativize(file).toString())
                            .toList())
                    .stream().toList();
        }
    }

    byte[] file(String name) throws IOException {
        return Files.readAllBytes(folder.resolve("node_modules/commuter-stream").resolve(name));
    }

    /**
     * The only example of the README in this language, as the reader would save it, for another service and route.
     *
     * @param language js or html
     */
    String example(String language, int port, String route) throws IOException {
        Matcher example = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(new String(file("README.md"), UTF_8));
        assertThat(example.find()).as(language).isTrue();
        String text = example.group(1);
        assertThat(text).contains("localhost:8080", "'1A'");
        return text.replace("localhost:8080", "localhost:" + port).replace("'1A'", "'" + route + "'");
    }

    /** What the compiler of TypeScript says of files in the folder: nothing if nothing is wrong. */
    String compile(String... files) throws IOException, InterruptedException {
        Path compiler = PROGRAMS.resolve("typescript/bin/tsc");
        assertThat(compiler)
                .as("bin/test installs it, and so does: npm ci --prefix test-support/contract")
                .exists();
        String[] command = {"node", compiler.toString(), "--noEmit", "--strict", "--module", "nodenext"};
        String[] libraries = {"--target", "es2022", "--lib", "es2022,dom,dom.iterable"};
        Process process = start(
                Stream.of(command, libraries, files).flatMap(Arrays::stream).toArray(String[]::new));
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor() == 0).as(said).isEqualTo(said.isEmpty());
        return said;
    }

    /** Starts a program in the folder. */
    Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
