package org.cunlu.app.command;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.cunlu.app.day.Day;
import org.cunlu.app.day.DayReport;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Outcome;
import org.cunlu.app.play.People;
import org.cunlu.app.play.Play;
import org.cunlu.app.play.Scenario;
import org.cunlu.app.play.Unplayable;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.time.CountyTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the county's stories through the HTTP API of a running app, or of one it starts itself. */
@Command(
        name = "demo",
        description = "演一天：出县、下乡、村到村，再核对 · Play a day up, down and across, then audit; exit 0 only when all is well")
final class DemoCommand implements Callable<Integer> {
    private static final long MILLIS = 1_000;
    private static final DateTimeFormatter COUNTY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    @Option(
            names = "--url",
            description =
                    "应用地址；缺省为本目录正在运行的，没有就自己启动 · the app's address; by default the running one, else one is started")
    String url;

    @Option(names = "--only", description = "只演其一：stories、day · one of the two: ${COMPLETION-CANDIDATES}")
    Part only;

    @Mixin
    DayOptions days;

    @Option(
            names = "--limit-seconds",
            description =
                    "一天的机器用时超过此秒数即失败 · fail when the day takes the machine longer than this; by default it is only printed")
    Integer limitSeconds;

    @Option(names = "--json", description = "机器读的结果 · for machines")
    boolean json;

    @Spec
    CommandSpec spec;

    /** What can be played alone. */
    enum Part {
        STORIES,
        DAY
    }

    /** @param stories null when only the day was played @param day null when only the stories were */
    @Serdeable
    record Played(@Nullable Outcome stories, @Nullable DayReport day, List<AuditRow> audit) {
        boolean good() {
            return (stories == null || stories.good())
                    && (day == null
                            || day.complete()
                                    && day.exceptional()
                                    && day.timetable().kept())
                    && !audit.isEmpty()
                    && audit.stream().allMatch(AuditRow::clean);
        }
    }

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
        Played played;
        try {
            played = play(new Api(base), line -> note(out, line));
        } catch (Unplayable e) {
            throw new CommandFailure("演示中断 · the demo broke off: " + e.getMessage(), e);
        }
        if (json) {
            out.println(ObjectMapper.getDefault().writeValueAsString(played));
        } else {
            print(played, out);
        }
        out.flush();
        return played.good() && withinLimit(played.day(), out) ? 0 : 1;
    }

    private boolean withinLimit(@Nullable DayReport day, PrintWriter out) {
        boolean within = limitSeconds == null || day == null || day.millis() <= limitSeconds * MILLIS;
        if (!within && !json) {
            out.printf("超过时限 · OVER its limit: %.1f s > %d s%n", day.millis() / 1000.0, limitSeconds);
            out.flush();
        }
        return within;
    }

    private Played play(Api api, Consumer<String> told) {
        var size = days.size();
        Outcome stories = only == Part.DAY ? null : new Play(api, told).run();
        if (only == Part.STORIES) {
            return new Played(stories, null, stories.audit());
        }
        var people = new People(api);
        DayReport day = new Day(api, people, size, told).run();
        return new Played(stories, day, Play.audit(api, people));
    }

    private void note(PrintWriter out, String line) {
        if (!json) {
            out.println(line);
            out.flush();
        }
    }

    private static void print(Played played, PrintWriter out) {
        if (played.stories() != null) {
            stories(played.stories(), out);
        }
        if (played.day() != null) {
            DayPrint.print(played.day(), out);
        }
        out.println();
        AuditTable.print(played.audit(), out);
        out.printf(
                "%n%s%n", played.good() ? "全部到达，账目无误 · all arrived, the audit is clean" : "没有通过 · NOT as it should be");
    }

    private static void stories(Outcome outcome, PrintWriter out) {
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
        TourPrint.print(outcome.tours(), out);
        out.printf(
                "%n流向 flows（县内时间 county time %s – %s），扫描 scans %d%n",
                CountyTime.at(outcome.from()).format(COUNTY_TIME),
                CountyTime.at(outcome.until()).format(COUNTY_TIME),
                outcome.scans());
        outcome.flows()
                .forEach(flow -> out.printf(
                        "   %-7s %5d 件 parcels  %9.1f kg%n", flow.direction(), flow.parcels(), flow.grams() / 1000.0));
        var drill = outcome.drill();
        out.printf(
                "召回演练 recall drill: 批次 lot %s，%d 个节点 nodes，%d 件在库 pieces，%d 个包裹 parcels，%d 位买家 buyers，%d ms%n",
                drill.lot(), drill.nodes(), drill.pieces(), drill.parcels(), drill.buyers(), drill.millis());
        var back = outcome.back();
        out.printf(
                "退货 return: %s，%s 站交回 handed in，%s 验收 inspected，退款 refund %.2f 元 yuan%n",
                back.goods(), back.station(), back.home(), back.refundFen() / 100.0);
        out.printf(
                "%n直播 live session: 每件 %d 人抢 buyers of each slot%n",
                outcome.live().buyers());
        outcome.live()
                .slots()
                .forEach(slot -> out.printf(
                        "   %s  售出 sold %d / %d，没抢到 refused %d，%.2f 元 yuan，其中主播 of it the host %.2f%n",
                        slot.name(),
                        slot.sold(),
                        slot.pieces(),
                        slot.refused(),
                        slot.soldFen() / 100.0,
                        slot.hostFen() / 100.0));
        out.printf(
                "%n现金 cash: %.2f 元 yuan，银行对上 matched by the bank %d%n结算单 statements%n",
                outcome.money().remittedFen() / 100.0, outcome.money().matched());
        outcome.money()
                .statements()
                .forEach(each -> out.printf(
                        "   %-8s %-20s 期初 opening %.2f，本期 lines %d: %.2f，期末 closing %.2f%n",
                        each.kind(),
                        each.party(),
                        each.openingFen() / 100.0,
                        each.lines(),
                        each.linesFen() / 100.0,
                        each.closingFen() / 100.0));
        var presale = outcome.presale();
        out.printf("%n预售 presale: %s，收成 harvested %d%n", presale.name(), presale.harvested());
        presale.shares()
                .forEach(share -> out.printf(
                        "   %s  订 ordered %d，得 given %d，退 back %.2f 元 yuan%s%n",
                        share.buyer(),
                        share.ordered(),
                        share.given(),
                        share.backFen() / 100.0,
                        share.told() ? "，已通知 told" : ""));
        FloodPrint.print(outcome.flood(), out);
        long millis = outcome.stages().stream().mapToLong(Outcome.Stage::millis).sum();
        out.printf("   用时 in %.1f s%n", millis / 1000.0);
    }
}
