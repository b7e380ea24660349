package commuter.system.deployment;

import static commuter.system.deployment.ComposeFile.list;
import static commuter.system.deployment.ComposeFile.map;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A service of a Compose file, as a container engine would run it: with its environment, volumes, secrets and rights,
 * and nothing else. All containers of a sandbox have one network, in which each name of a service is this machine.
 */
final class Container {
    private final Sandbox sandbox;
    private final Image image;
    private final Map<String, Object> service;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Process process;
    private final Path log;

    private Container(
            Sandbox sandbox, Image image, Map<String, Object> service, Path log, Path installation, List<String> hosts)
            throws IOException {
        this.sandbox = sandbox;
        this.image = image;
        this.service = service;
        this.log = log;
        map(service.getOrDefault("environment", Map.of()))
                .forEach((name, value) -> environment.put(name, value.toString()));
        // Of whoever is not in the image's list of users.
        environment.put("HOME", "/");
        image.user = (String) service.getOrDefault("user", image.user);
        mount(installation, hosts);
        List<String> command = new ArrayList<>(image.entrypoint);
        if (service.containsKey("command")) {
            list(service.get("command")).forEach(word -> command.add(word.toString()));
        } else {
            command.addAll(image.command);
        }
        process = sandbox.start(image.inside(privileges(), environment, command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    }

    /**
     * Starts a service.
     *
     * @param file with the values of its variables
     * @param installation the folder in which bin/make-env has been called
     */
    static Container start(Sandbox sandbox, Image image, ComposeFile file, String service, Path installation)
            throws IOException {
        Path log = installation.resolve(service + ".log");
        return new Container(
                sandbox,
                image,
                withSecretFiles(file, file.service(service)),
                log,
                installation,
                List.copyOf(file.services().keySet()));
    }

    /** With the file of each secret beside its name. */
    private static Map<String, Object> withSecretFiles(ComposeFile file, Map<String, Object> service) {
        Map<String, Object> result = new LinkedHashMap<>(service);
        List<Object> secrets = new ArrayList<>();
        for (Object secret : list(service.get("secrets"))) {
            String source =
                    secret instanceof String name ? name : (String) map(secret).get("source");
            Object target = secret instanceof String name ? name : map(secret).get("target");
            Object path = map(map(file.content().get("secrets")).get(source)).get("file");
            secrets.add(Map.of("file", path, "target", target));
        }
        result.put("secrets", secrets);
        return result;
    }

    private void mount(Path installation, List<String> hosts) throws IOException {
        sandbox.run(
                "echo \"127.0.0.1 localhost $(hostname) $1\" >$0/hosts",
                image.root.resolve("etc"),
                String.join(" ", hosts));
        for (Object tmpfs : list(service.get("tmpfs"))) {
            String[] parts = ((String) tmpfs).split(":", 2);
            sandbox.run(
                    "mkdir -p $0; mount -t tmpfs -o noexec,nosuid,nodev,$1 tmpfs $0",
                    sandbox.outside(image, parts[0]),
                    parts[1]);
        }
        for (Object secret : list(service.get("secrets"))) {
            bind(
                    installation.resolve((String) map(secret).get("file")),
                    "/run/secrets/" + map(secret).get("target"),
                    true);
        }
        for (Object volume : list(service.get("volumes"))) {
            String[] parts = ((String) volume).split(":");
            if (parts[0].startsWith("./docker/")) {
                bind(Checkout.find().root().resolve(parts[0]), parts[1], true);
            } else if (parts[0].startsWith("./")) {
                bind(installation.resolve(parts[0]), parts[1], true);
            } else {
                nameVolume(parts[0], parts[1]);
            }
        }
        if (Boolean.TRUE.equals(service.get("read_only"))) {
            sandbox.run("mount -o remount,ro $0", image.root);
        }
    }

    private void bind(Path source, String target, boolean readOnly) throws IOException {
        sandbox.run("""
                mkdir -p "$(dirname "$1")"
                if [ -d "$0" ]; then mkdir -p "$1"; else : >>"$1"; fi
                mount --bind "$0" "$1"
                [ "$2" = false ] || mount -o remount,ro,bind "$1"
                """, source.normalize(), sandbox.outside(image, target), readOnly);
    }

    /** A new volume has the owner and the files that the image has there. */
    private void nameVolume(String name, String target) throws IOException {
        Path volume = sandbox.folder().resolve("volume-" + name);
        sandbox.run("mkdir -p $1; cp -a $1 $0", volume, sandbox.outside(image, target));
        bind(volume, target, false);
    }

    /** As cap_drop, no-new-privileges and the user say. */
    private List<String> privileges() {
        String[] user = image.user.split(":");
        List<String> line =
                new ArrayList<>(List.of("setpriv", "--reuid=" + user[0], "--regid=" + user[1], "--clear-groups"));
        if (list(service.get("cap_drop")).contains("ALL")) {
            line.addAll(List.of("--inh-caps=-all", "--bounding-set=-all"));
        }
        if (list(service.get("security_opt")).contains("no-new-privileges:true")) {
            line.add("--no-new-privs");
        }
        return line;
    }

    /** Whether the command of the service's health check ends well. */
    boolean isHealthy() throws IOException {
        List<Object> test = list(map(service.get("healthcheck")).get("test"));
        List<String> command = new ArrayList<>();
        if (test.get(0).equals("CMD-SHELL")) {
            command.addAll(List.of("/bin/sh", "-c"));
        }
        test.subList(1, test.size()).forEach(word -> command.add(word.toString()));
        return exitCode(command) == 0;
    }

    /** Runs a command in the container, as its user. */
    int exitCode(List<String> command) throws IOException {
        Process running = sandbox.start(image.inside(privileges(), environment, command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        return running.onExit().join().exitValue();
    }

    boolean runs() {
        return process.isAlive();
    }

    /** The program, as this machine sees it. */
    ProcessHandle program() {
        return process.children().findFirst().orElseThrow();
    }

    /** Asks it to stop; whether it did within the time that the Compose file gives it. */
    boolean stop() throws InterruptedException {
        program().destroy();
        String grace = (String) service.get("stop_grace_period");
        return process.waitFor(Long.parseLong(grace.replace("s", "")), TimeUnit.SECONDS);
    }

    String log() throws IOException {
        return Files.readString(log);
    }
}
