package org.cunlu.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The four servers by Docker Compose, for working against the real ones. */
@Command(name = "services", description = "用 Docker Compose 启停真实服务器 · The real servers by Docker Compose: up or down")
final class ServicesCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "up、down")
    Way way;

    /** Start or stop. */
    enum Way {
        UP,
        DOWN
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Home.here().root().resolve("ci/services").toString(),
                        way.name().toLowerCase(java.util.Locale.ROOT))
                .inheritIO()
                .start()
                .waitFor();
    }
}
