package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.link.PrivateFile;

/** Redis from the programs that embedded-redis brings. */
final class EmbeddedCache extends EmbeddedServer {
    /** The first needs OpenSSL 3 of the system; the second is smaller, 32-bit, and needs nothing. */
    private static final List<String> PROGRAMS =
            List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");

    /** Many, since each room of a test takes one. */
    static final int DATABASES = 1024;

    private final Passwords passwords;
    private Path program;

    EmbeddedCache(Settings settings, Children children, Passwords passwords, Port port) {
        super(Server.CACHE, settings, children, port);
        this.passwords = passwords;
    }

    @Override
    void prepare(Consumer<String> step) throws IOException {
        program = program();
        PrivateFile.write(config(), """
                bind 127.0.0.1
                port %d
                requirepass %s
                databases %d
                dir "%s"
                save 300 1
                maxmemory 128mb
                maxmemory-policy volatile-lru
                daemonize no
                set-proc-title no
                """.formatted(port(), passwords.of("redis"), DATABASES, folder));
    }

    private Path program() {
        for (var name : PROGRAMS) {
            var candidate = settings.home().resolve("redis").resolve(name);
            Binaries.makeExecutable(candidate);
            if (runs(candidate)) {
                return candidate;
            }
        }
        throw Trouble.noProgram(Server.CACHE, settings.home().resolve("redis"));
    }

    private static boolean runs(Path candidate) {
        try {
            var process = Spawning.start(new ProcessBuilder(candidate.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException cannotRun) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    List<String> command() {
        return List.of(program.toString(), config().toString());
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("cunlu.redis.uri", "redis://:%s@127.0.0.1:%d/0".formatted(passwords.of("redis"), port()));
    }

    @Override
    public String product() {
        return "Redis 6.2";
    }

    private Path config() {
        return folder.resolve("redis.conf");
    }
}
