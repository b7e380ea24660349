package commuter.benchmarks;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of our Strapi that takes passengers in the standard way: with the create route that Strapi has for every
 * content type, which ours leaves out, and without our middleware for edits by hand. Database, content type and token
 * are the same.
 */
final class StockStrapi {
    private static final List<String> COPIED = List.of("package.json", "config", "src", "public");
    private static final String PACKAGES = "node_modules";

    private StockStrapi() {}

    /** Makes the copy, and replaces an older one. */
    static Checkout copy(Path from, Path folder) throws IOException {
        Checkout copy = new Checkout(folder);
        for (String part : COPIED) {
            copyAll(from.resolve(part), copy.strapi().resolve(part));
        }
        Files.deleteIfExists(copy.strapi().resolve(PACKAGES));
        Files.createSymbolicLink(copy.strapi().resolve(PACKAGES), from.resolve(PACKAGES));
        change(
                copy.strapi().resolve("src/api/active-passenger/routes/active-passenger.js"),
                "routes: [",
                "routes: [{ method: 'POST', path: '/active-passengers', handler: 'active-passenger.create' },");
        change(copy.strapi().resolve("src/reservoir-token.js"), "['bulk',", "['create', 'bulk',");
        change(copy.strapi().resolve("src/index.js"), "strapi.documents.use(watchEdits(strapi, untold));", "");
        return copy;
    }

    private static void copyAll(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void change(Path file, String what, String into) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(what)) {
            throw new IOException(file + " has no " + what + " any more: the stock way cannot be measured");
        }
        Files.writeString(file, text.replace(what, into));
    }
}
