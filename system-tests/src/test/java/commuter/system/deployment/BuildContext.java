package commuter.system.deployment;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** What a container engine would be sent of a checkout: what its {@code .dockerignore} admits. */
final class BuildContext {
    private BuildContext() {}

    static void copy(Path checkout, Path to) throws IOException {
        DockerIgnore rules = DockerIgnore.of(checkout);
        Files.walkFileTree(checkout, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(checkout) || rules.mayAdmitUnder(relative(folder))
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = relative(file);
                if (rules.admits(path)) {
                    Path copy = to.resolve(path);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            private String relative(Path path) {
                return checkout.relativize(path).toString();
            }
        });
    }
}
