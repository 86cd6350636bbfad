package org.cunlu.devstack.supervision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How Java servers are started: small, since four servers share a developer's machine with all else, and by the first compiler alone,
 * as long as nobody says by {@code CUNLU_TIER} that they will live long enough for the second to pay.
 */
final class Jvm {
    private static final String TIER = Optional.ofNullable(System.getenv("CUNLU_TIER"))
            .filter(tier -> tier.matches("[1-4]"))
            .orElse("1");

    private Jvm() {}

    static List<String> command(int heapMib) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMib + "m",
                "-Xms32m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + TIER,
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "--sun-misc-unsafe-memory-access=allow");
    }
}
