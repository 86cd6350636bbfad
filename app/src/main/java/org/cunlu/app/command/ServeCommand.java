package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cunlu.app.county.DemoCounty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One more app instance, on servers that run already. */
@Command(
        name = "serve",
        description =
                "只启动应用：服务器由 CUNLU_* 环境变量给出，或用本目录 up 的 · Only the app, on servers named by CUNLU_* or those of ./cunlu up")
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", description = "端口，缺省 CUNLU_PORT 或 8080 · port, by default CUNLU_PORT or 8080")
    Integer port;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> configuration = new HashMap<>(Servers.named().orElseThrow(Servers::noneNamed));
        if (port != null) {
            configuration.put("cunlu.port", String.valueOf(port));
        }
        var stop = new UntilStopped();
        try (ApplicationContext context = Running.prepared(configuration)) {
            var out = spec.commandLine().getOut();
            context.findBean(DemoCounty.class).ifPresent(county -> county.loadOnce(out::println));
            var server = Running.serve(context);
            out.println("就绪 · ready: " + server.getURL());
            out.flush();
            stop.await();
        } finally {
            stop.tidied();
        }
        return 0;
    }
}
