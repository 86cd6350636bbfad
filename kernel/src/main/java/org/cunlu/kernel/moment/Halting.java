package org.cunlu.kernel.moment;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends this process at a moment that whoever started it has named, as a power cut would: nothing is tidied up and nobody is told.
 * For rehearsals only: outside demo mode a process that is configured so does not start.
 */
@Context
@Requires(property = Halting.AT)
public class Halting {
    /** {@code name} or {@code name:n} for the n-th time; {@code @file} for a file that says so, read anew at each moment. */
    public static final String AT = "cunlu.halt-at";

    /** How the process ends then; nothing else of ours ends so. */
    public static final int EXIT = 86;

    private static final String FILE = "@";

    private final Moment.Watch watch;

    Halting(@Value("${" + AT + "}") String at, @Value("${cunlu.demo:false}") boolean demo) {
        if (!demo) {
            throw new ConfigurationException(AT + " is for rehearsals: it is refused outside demo mode");
        }
        Path file = at.startsWith(FILE) ? Path.of(at.substring(FILE.length())) : null;
        var aim = new Aim(() -> file == null ? at : said(file));
        watch = name -> {
            if (aim.hit(name)) {
                end(name);
            }
        };
        Moment.watch(watch);
    }

    @PreDestroy
    void close() {
        Moment.unwatch(watch);
    }

    private static String said(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException none) {
            // Whoever named the file has not written it yet: no moment is named.
            return "";
        }
    }

    private static void end(String name) {
        System.err.println("halted at " + name);
        System.err.flush();
        Runtime.getRuntime().halt(EXIT);
    }
}
