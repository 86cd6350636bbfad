package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cunlu.devstack.Devstack;
import org.cunlu.devstack.DevstackOptions;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.trail.TrailSeals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Re-derives from the tables what must always be true. */
@Command(name = "audit", description = "核对全部账目与状态 · Check every invariant; exit 1 on any violation")
final class AuditCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var named = Servers.named();
        if (named.isPresent()) {
            return audit(named.get(), false);
        }
        Home home = Home.here();
        if (!java.nio.file.Files.exists(home.servers())) {
            throw Servers.noneNamed();
        }
        // Nothing runs: the data at rest is audited on servers started for it alone.
        try (Devstack stack = Devstack.start(DevstackOptions.in(home.servers()))) {
            var configuration = new java.util.HashMap<>(home.secrets());
            configuration.putAll(stack.properties());
            configuration.put("cunlu.demo", "true");
            return audit(configuration, true);
        }
    }

    private int audit(Map<String, String> configuration, boolean atRest) {
        try (ApplicationContext context = Running.quietly(configuration)) {
            if (atRest) {
                // Nobody else is there to seal what was written last.
                context.getBean(TrailSeals.class).sealAll();
            }
            return AuditTable.print(
                    context.getBean(Auditor.class).run(), spec.commandLine().getOut());
        }
    }
}
