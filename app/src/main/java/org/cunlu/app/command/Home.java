package org.cunlu.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a checkout keeps between starts: {@code .cunlu/} with the servers' data, secrets, logs and where the app runs. */
record Home(Path root) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Home here() {
        String named = System.getenv("CUNLU_HOME");
        return new Home(Path.of(named == null ? "" : named).toAbsolutePath().normalize());
    }

    Path state() {
        return root.resolve(".cunlu");
    }

    Path servers() {
        return state().resolve("servers");
    }

    /** Of the local certificate authority; {@code --fresh} leaves it, because phones trust it by now. */
    Path tls() {
        return state().resolve("tls");
    }

    Path log() {
        return state().resolve("logs").resolve("app.log");
    }

    /** Keys of this checkout, made at the first start. Losing them makes the encrypted columns unreadable. */
    Map<String, String> secrets() {
        Path file = state().resolve("secrets.properties");
        return read(file).orElseGet(() -> {
            var made = new TreeMap<String, String>();
            for (String name : new String[] {"jwt", "field-key", "index-key", "gateway"}) {
                byte[] key = new byte[32];
                RANDOM.nextBytes(key);
                made.put("cunlu.secrets." + name, Base64.getEncoder().encodeToString(key));
            }
            write(file, made);
            return made;
        });
    }

    Map<String, String> secretsIfAny() {
        return read(state().resolve("secrets.properties")).orElse(Map.of());
    }

    void forgetSecrets() {
        try {
            Files.deleteIfExists(state().resolve("secrets.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the configuration of the app that runs from this checkout, or empty when none does */
    Optional<Map<String, String>> running() {
        return read(runFile())
                .filter(run -> ProcessHandle.of(Long.parseLong(run.get("cunlu.pid")))
                        .flatMap(process -> process.info().startInstant())
                        .map(start -> String.valueOf(start.toEpochMilli()).equals(run.get("cunlu.pid-started")))
                        .orElse(false));
    }

    void keepRunning(Map<String, String> configuration) {
        var run = new TreeMap<>(configuration);
        var self = ProcessHandle.current();
        run.put("cunlu.pid", String.valueOf(self.pid()));
        run.put(
                "cunlu.pid-started",
                self.info()
                        .startInstant()
                        .map(start -> String.valueOf(start.toEpochMilli()))
                        .orElse("0"));
        write(runFile(), run);
    }

    private Path runFile() {
        return state().resolve("run.properties");
    }

    private static Optional<Map<String, String>> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty, (a, b) -> a, TreeMap::new)));
    }

    private static void write(Path file, Map<String, String> values) {
        var properties = new Properties();
        properties.putAll(values);
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(
                    file.getParent(),
                    "draft",
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newBufferedWriter(draft)) {
                properties.store(out, "Made by ./cunlu; keep it private.");
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure(
                    "不能写入 " + file + "，请检查磁盘空间与权限 · Cannot write " + file + ": check disk space and permissions ("
                            + e.getMessage() + ")",
                    e);
        }
    }
}
