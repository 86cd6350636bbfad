package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;

/** Why a server cannot be had, in words that say what to do. */
final class Trouble {
    /** Below this the servers cannot even make their first files. */
    private static final long FREE_BYTES_MIN = 400_000_000;

    private Trouble() {}

    static DevstackException portTaken(Server server, int port) {
        return new DevstackException("""
                端口 %d 已被占用，%s 无法启动 · Port %d is taken, so the %s cannot start.
                Stop the program that uses it (ss -ltnp 'sport = :%d' names it), or choose another port with --%s-port, \
                or leave that option out to get a free one.""".formatted(port, server.title(), port, server.title(), port, server.option()));
    }

    static DevstackException noProgram(Server server, Path folder) {
        return new DevstackException("""
                %1$s 的程序无法运行 · The %1$s cannot run on this system: none of the programs in %2$s starts here.
                Name a server of your own: %3$s""".formatted(server.title(), folder, String.join(", ", server.keys())));
    }

    /** That the folder can be written to is the owner's to see, who makes it; here it is only about room. */
    static void requireRoom(Path dir) {
        long free = freeBytes(dir);
        if (free < FREE_BYTES_MIN) {
            throw diskFull(dir, free);
        }
    }

    private static DevstackException diskFull(Path dir, long free) {
        return new DevstackException("""
                磁盘空间不足 · The disk of %s is full: %d MB are free, %d MB are needed.
                Free some room (old data of the servers: stop them and delete the folder), or choose another with --dir.""".formatted(dir, free / 1_000_000, FREE_BYTES_MIN / 1_000_000));
    }

    /** Explains a start that failed, from what the server has written and from the state of the machine. */
    static DevstackException explain(Server server, int port, Child child, Child.Outcome outcome, Duration limit) {
        if (isPortTaken(child)) {
            return portTaken(server, port);
        }
        var tail = child.tail();
        var text = text(tail);
        long free = freeBytes(child.log().getParent());
        if (text.contains("no space left on device") || free < FREE_BYTES_MIN / 10) {
            return diskFull(child.log().getParent(), free);
        }
        var what = outcome == Child.Outcome.LATE
                ? "在 %d 秒内未就绪 · was not ready within %d s".formatted(limit.toSeconds(), limit.toSeconds())
                : "启动时退出 · ended while it started (exit code %d)"
                        .formatted(child.process().exitValue());
        return new DevstackException("""
                %s %s.
                Look into %s. Its last lines:
                %s
                If the machine is only slow, try again; if the data are damaged, start with --fresh (forgets all data).""".formatted(server.title(), what, child.log(), indent(tail)));
    }

    /** Whether a server has ended because somebody else listens where it was to. */
    static boolean isPortTaken(Child child) {
        var text = text(child.tail());
        return text.contains("address already in use") || text.contains("bind on tcp/ip port");
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines).toLowerCase(Locale.ROOT);
    }

    private static String indent(List<String> lines) {
        return lines.isEmpty() ? "    (none)" : "    " + String.join("\n    ", lines);
    }

    private static long freeBytes(Path dir) {
        try {
            return Files.getFileStore(dir).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }
}
