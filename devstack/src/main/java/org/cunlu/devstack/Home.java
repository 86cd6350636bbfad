package org.cunlu.devstack;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the build has laid the servers' programs: {@code devstack/target} of the project. */
final class Home {
    private static final String PROPERTY = "cunlu.devstack.home";

    private Home() {}

    /** @throws DevstackException when nothing is found that was built */
    static Path find() {
        var named = Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv("CUNLU_DEVSTACK_HOME")))
                .map(Path::of);
        var candidates = named.map(Stream::of)
                .orElseGet(() -> Stream.concat(
                        Stream.of(ownCode().getParent()), roots().map(root -> root.resolve("devstack/target"))));
        return candidates
                .map(path -> path.toAbsolutePath().normalize())
                .filter(path -> Files.isDirectory(path.resolve("mariadb")) && Files.isDirectory(path.resolve("lib")))
                .findFirst()
                .orElseThrow(() -> new DevstackException("""
                        找不到内置服务器的程序 · The programs of the embedded servers are not there.
                        Build them: ./mvnw -q compile -pl devstack   (or name their folder: -D%s=…/devstack/target)""".formatted(PROPERTY)));
    }

    /** Class path of the supervisor: our own code and the libraries that only it needs. */
    static String supervisorClassPath(Path home) {
        return String.join(java.io.File.pathSeparator, List.of(ownCode().toString(), home.resolve("lib") + "/*"));
    }

    /** The project's root: the nearest folder above that has the Maven wrapper. */
    static Path projectRoot() {
        return roots().findFirst().orElseGet(() -> Path.of("").toAbsolutePath());
    }

    private static Stream<Path> roots() {
        return Stream.of(Path.of("").toAbsolutePath(), ownCode())
                .flatMap(start -> Stream.iterate(start, path -> path != null, Path::getParent))
                .filter(path -> Files.exists(path.resolve("mvnw")));
    }

    /** The folder or jar of devstack's classes. */
    private static Path ownCode() {
        try {
            return Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
