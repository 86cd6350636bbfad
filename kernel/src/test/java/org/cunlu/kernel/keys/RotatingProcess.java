package org.cunlu.kernel.keys;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A rotation in a process of its own, which a test may kill. */
final class RotatingProcess {
    private RotatingProcess() {}

    public static void main(String[] arguments) {
        Map<String, String> servers = new TreeMap<>(System.getenv())
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("TEST_"))
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().substring("TEST_".length()), Map.Entry::getValue));
        try (var app = new KeyRoom(servers).instance(Map.of())) {
            app.getBean(KeyRing.class).rotate("tester");
        }
    }

    static Process start(Map<String, String> servers) throws java.io.IOException {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RotatingProcess.class.getName());
        servers.forEach((key, value) -> builder.environment().put("TEST_" + key, value));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
