package commuter.standalone;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of this repository, and what is built in it. */
public record Checkout(Path root) {

    /** The checkout that bin/standalone names, or the one that contains the working directory. */
    public static Checkout find() {
        String named = System.getProperty("commuter.home");
        if (named != null) {
            return new Checkout(Path.of(named));
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("strapi/package.json"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("Run this inside the checkout, or set the system property commuter.home");
        }
        return new Checkout(folder);
    }

    public Path jar(String service) {
        return root.resolve(service).resolve("target").resolve(service + ".jar");
    }

    /** The jar of bin/standalone, with everything that it needs beside it. */
    public Path launcher() {
        return root.resolve("standalone/target/standalone-launcher.jar");
    }

    public Path strapi() {
        return root.resolve("strapi");
    }
}
