package org.cunlu.devstack.supervision;

import java.nio.file.Path;
import java.util.List;

/** How Java servers are started: small, since four servers share a developer's machine with all else. */
final class Jvm {
    private Jvm() {}

    static List<String> command(int heapMib) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMib + "m",
                "-Xms32m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "--sun-misc-unsafe-memory-access=allow");
    }
}
