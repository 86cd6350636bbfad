package org.cunlu.app.command;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.cunlu.kernel.time.ClockControl;
import org.cunlu.kernel.time.CountyTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the county's clock, or moves it in demo mode, for all instances and schedulers at once. */
@Command(name = "clock", description = "看或（仅演示模式）拨快县内时钟 · Show the county's clock, or move it forward in demo mode")
final class ClockCommand implements Callable<Integer> {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Option(names = "--to", description = "县内时间，如 2026-11-23T08:00 · county time")
    LocalDateTime to;

    @Option(names = "--forward", description = "ISO 8601 时长，如 PT2H · duration")
    Duration forward;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (to != null && forward != null) {
            throw new CommandFailure("--to 与 --forward 只能用一个 · Use --to or --forward, not both");
        }
        var configuration = Servers.named().orElseThrow(Servers::noneNamed);
        try (ApplicationContext context = Running.quietly(configuration)) {
            var out = spec.commandLine().getOut();
            out.println(CountyTime.at(moved(context)).format(SHOWN) + " Asia/Shanghai");
            out.flush();
        }
        return 0;
    }

    private Instant moved(ApplicationContext context) {
        if (to == null && forward == null) {
            return context.getBean(java.time.Clock.class).instant();
        }
        var control = context.findBean(ClockControl.class)
                .orElseThrow(() -> new CommandFailure("只有演示模式可以拨钟 · The clock can be moved in demo mode only"));
        return to != null ? control.moveTo(to.atZone(CountyTime.ZONE).toInstant()) : control.forward(forward);
    }
}
