package org.cunlu.devstack.supervision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.cunlu.devstack.DevstackException;

/** The servers' own programs, as the build has laid them out. */
final class Binaries {
    private Binaries() {}

    /** Unpacking loses the mark; setting it is refused where another user has built, and needless there. */
    static void makeExecutable(Path program) {
        if (!Files.exists(program)) {
            throw new DevstackException("""
                    缺少程序文件 · %s is missing.
                    Build first: ./mvnw -q generate-resources -pl devstack""".formatted(program));
        }
        if (!Files.isExecutable(program) && !program.toFile().setExecutable(true, false)) {
            throw new DevstackException("无法执行 · %s cannot be made executable.".formatted(program));
        }
    }

    /** MariaDB and Redis come as programs for one kind of machine. */
    static void requireLinuxOnX86() {
        var system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.toLowerCase(Locale.ROOT).equals("linux amd64")) {
            throw new DevstackException("""
                    内置服务器只支持 Linux x86-64 · The embedded servers run on Linux x86-64 only; this is %s.
                    Name servers of your own by CUNLU_DB_URL and the like, or start containers: CUNLU_SERVERS=containers""".formatted(system));
        }
    }
}
