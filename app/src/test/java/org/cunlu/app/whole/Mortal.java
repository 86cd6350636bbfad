package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.moment.Halting;

/** A county whose work one process does, which ends at the moment that it is told, as by a power cut; the servers go on. */
final class Mortal implements AutoCloseable {
    private static final Duration DIES_WITHIN = Duration.ofSeconds(90);
    /** With a start before, which is the machine's matter. */
    private static final Duration RISES_AND_DIES_WITHIN = Duration.ofMinutes(4);

    private final Path aim;
    private final AppProcess process;
    private final SmallCounty county;

    /** @param folder of its own */
    Mortal(String name, Path folder) {
        aim = folder.resolve("halt-at");
        say("");
        Map<String, Object> room = Instances.room(name, Map.of());
        process = new AppProcess(name, mortal(room, "@" + aim.toAbsolutePath()));
        try {
            county = SmallCounty.besides(room, process);
        } catch (RuntimeException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** @param at moment, or a file that names it @return the same room for a process that ends there */
    static Map<String, String> mortal(Map<String, Object> room, String at) {
        var configuration = new HashMap<String, String>();
        room.forEach((key, value) -> configuration.put(key, String.valueOf(value)));
        configuration.put(Halting.AT, at);
        return configuration;
    }

    SmallCounty county() {
        return county;
    }

    /** It does this, and dies of it: the answer may be out before, or never come. */
    void diesAt(String moment, Runnable asked) {
        say(moment);
        try {
            asked.run();
        } catch (UncheckedIOException brokenOff) {
            // As its client sees it.
        }
        isDeadAt(moment, DIES_WITHIN);
    }

    /** What it has still to do by itself it takes up again, and dies of that; whether it ever was ready is another matter. */
    void rises(String moment) {
        say(moment);
        process.launch();
        isDeadAt(moment, RISES_AND_DIES_WITHIN);
    }

    /** However the act before ended. */
    void livesAgain() {
        if (!process.alive()) {
            lives();
        }
    }

    void lives() {
        say("");
        process.start();
    }

    private void isDeadAt(String moment, Duration within) {
        assertThat(process.ends(within)).as(moment).isEqualTo(Halting.EXIT);
        String name = moment.contains(":") ? moment.substring(0, moment.indexOf(':')) : moment;
        assertThat(process.last("halted at ")).isEqualTo("halted at " + name);
    }

    private void say(String moment) {
        try {
            // Written whole or not at all: it may be read at any time.
            Path written = Files.writeString(aim.resolveSibling("halt-at.new"), moment);
            Files.move(written, aim, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        county.close();
    }
}
