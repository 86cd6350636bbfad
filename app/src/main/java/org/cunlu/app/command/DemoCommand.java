package org.cunlu.app.command;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Outcome;
import org.cunlu.app.play.Play;
import org.cunlu.app.play.Scenario;
import org.cunlu.app.play.Unplayable;
import org.cunlu.kernel.time.CountyTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the county's stories through the HTTP API of a running app, or of one it starts itself. */
@Command(
        name = "demo",
        description = "演一天：出县、下乡、村到村，再核对 · Play a day up, down and across, then audit; exit 0 only when all is well")
final class DemoCommand implements Callable<Integer> {
    private static final DateTimeFormatter COUNTY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    @Option(
            names = "--url",
            description =
                    "应用地址；缺省为本目录正在运行的，没有就自己启动 · the app's address; by default the running one, else one is started")
    String url;

    @Option(names = "--json", description = "机器读的结果 · for machines")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        String running = url != null
                ? url
                : Home.here().running().map(run -> run.get("cunlu.public-url")).orElse(null);
        if (running != null) {
            return play(running, out);
        }
        try (var own = OwnApp.start(line -> note(out, line))) {
            return play(own.url(), out);
        }
    }

    private int play(String base, PrintWriter out) throws IOException {
        Outcome outcome;
        try {
            outcome = new Play(new Api(base), line -> note(out, line)).run();
        } catch (Unplayable e) {
            throw new CommandFailure("演示中断 · the demo broke off: " + e.getMessage(), e);
        }
        if (json) {
            out.println(ObjectMapper.getDefault().writeValueAsString(outcome));
        } else {
            print(outcome, out);
        }
        out.flush();
        return outcome.good() ? 0 : 1;
    }

    private void note(PrintWriter out, String line) {
        if (!json) {
            out.println(line);
            out.flush();
        }
    }

    private static void print(Outcome outcome, PrintWriter out) {
        outcome.roll()
                .forEach(person -> out.printf(
                        "   %-18s %s  %s，别人的 %d 处不可见 · %d doors of others do not exist%n",
                        person.role(),
                        person.name(),
                        person.open().isEmpty() ? "已登录 · signed in" : String.join(" ", person.open()),
                        person.shut(),
                        person.shut()));
        for (Scenario scenario : outcome.scenarios()) {
            out.printf(
                    "%n%s  %s%n   %d 件 parcels, %d 到达 arrived, %d 准时 on time%n",
                    scenario.name(), scenario.what(), scenario.parcels(), scenario.arrived(), scenario.onTime());
            scenario.timeline()
                    .forEach(moment -> out.printf(
                            "   %s  %-12s %s → %s%n",
                            CountyTime.at(moment.at()).format(COUNTY_TIME),
                            moment.what(),
                            moment.place(),
                            moment.holder()));
        }
        out.printf(
                "%n流向 flows（县内时间 county time %s – %s），扫描 scans %d%n",
                CountyTime.at(outcome.from()).format(COUNTY_TIME),
                CountyTime.at(outcome.until()).format(COUNTY_TIME),
                outcome.scans());
        outcome.flows()
                .forEach(flow -> out.printf(
                        "   %-7s %5d 件 parcels  %9.1f kg%n", flow.direction(), flow.parcels(), flow.grams() / 1000.0));
        out.println();
        AuditTable.print(outcome.audit(), out);
        long millis = outcome.stages().stream().mapToLong(Outcome.Stage::millis).sum();
        out.printf(
                "%n%s，用时 in %.1f s%n",
                outcome.good() ? "全部到达，账目无误 · all arrived, the audit is clean" : "没有通过 · NOT as it should be",
                millis / 1000.0);
    }
}
