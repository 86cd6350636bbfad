package org.cunlu.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.tours.InstanceTable;
import org.cunlu.bench.tours.PlanInstance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The bench's commands. Exit status 0 measured, 1 broken off or not as it must be, 2 wrong use. */
@Command(
        name = "bench",
        description = "压测正在运行的应用 · Load the running app, in demo mode, and measure",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
public final class Bench {
    @Spec
    CommandSpec spec;

    private Bench() {}

    /** @return exit status */
    public static int run(String[] args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var line = new CommandLine(new Bench()).setOut(out);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            // What was measured before it broke off is still worth reading.
            out.flush();
            if (failure instanceof BrokenOff) {
                command.getErr().println(failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
        try {
            return args.length == 0 ? line.execute("--help") : line.execute(args);
        } finally {
            out.flush();
        }
    }

    @Command(name = "checkout", description = "每秒多少单 · Orders a second: cart and placing, one line each")
    int checkout(@Mixin Where where, @Mixin Load load) {
        return measured(where, measuring -> measuring.checkout(load));
    }

    @Command(
            name = "limit",
            description =
                    "每秒多少单，与数据库极限之比 · Orders a second, and beside them what plain JDBC writes on the same database")
    int limit(@Mixin Where where, @Mixin Load load) {
        where.database();
        return measured(where, measuring -> measuring.limit(load));
    }

    @Command(
            name = "hot",
            description =
                    "都抢同一种商品时慢多少 · How much slower one offer is sold that all want; at least half as fast is right")
    int hot(@Mixin Where where, @Mixin Load load) {
        return measured(where, measuring -> measuring.hot(load));
    }

    @Command(
            name = "overload",
            description =
                    "来的人是办得完的三倍：还办成多少、多少人被告知稍后再来 · Three times as many come as can be served: how many are served all the same; 80 %% of the peak are right")
    int overload(
            @Mixin Where where,
            @Mixin Load load,
            @Option(names = "--times", defaultValue = "3", description = "峰值的几倍 · of the peak (${DEFAULT-VALUE})")
                    double times,
            @Option(
                            names = "--people",
                            defaultValue = "600",
                            description = "最多几人在场 · people who are there at most (${DEFAULT-VALUE})")
                    int people) {
        return measured(where, measuring -> measuring.overload(load, times, people));
    }

    @Command(
            name = "rush",
            description = "人多货少，一件不多一件不少 · More buyers than pieces at once: exactly the pieces are sold")
    int rush(
            @Mixin Where where,
            @Option(names = "--pieces", defaultValue = "20", description = "件数 · pieces to be had (${DEFAULT-VALUE})")
                    int pieces,
            @Option(
                            names = "--buyers",
                            defaultValue = "60",
                            description = "买家 · buyers at once, more than pieces (${DEFAULT-VALUE})")
                    int buyers) {
        return measured(where, measuring -> measuring.rush(pieces, buyers));
    }

    @Command(name = "live", description = "直播抢购：N 件卖 N 件，一次又一次 · Live rush: a slot of N sells exactly N, run after run")
    int live(
            @Mixin Where where,
            @Option(
                            names = "--pieces",
                            defaultValue = "100",
                            description = "件数 · pieces of the slot (${DEFAULT-VALUE})")
                    int pieces,
            @Option(
                            names = "--buyers",
                            defaultValue = "2000",
                            description = "买家 · buyers at once, more than pieces (${DEFAULT-VALUE})")
                    int buyers,
            @Option(names = "--runs", defaultValue = "20", description = "次数 · runs (${DEFAULT-VALUE})") int runs) {
        return measured(where, measuring -> measuring.live(pieces, buyers, runs));
    }

    @Command(
            name = "storm",
            description = "登录高峰时下单慢多少 · By how much orders slow while a crowd signs in; at most 10 %% is right")
    int storm(
            @Mixin Where where,
            @Mixin Load load,
            @Option(
                            names = "--crowd",
                            defaultValue = "32",
                            description = "同时登录的人 · people who sign in at once (${DEFAULT-VALUE})")
                    int crowd) {
        return measured(where, measuring -> measuring.storm(load, crowd));
    }

    @Command(
            name = "quick",
            description = "一分钟内全测一遍 · All of it within a minute; without a database it leaves out the limit")
    int quick(@Mixin Where where) {
        Load load = Load.quick();
        return measured(where, measuring -> {
            if (where.hasDatabase()) {
                measuring.limit(load);
            } else {
                measuring.say("没有给数据库，不测极限 · No database is named, so no limit is measured: see --db-url");
                measuring.checkout(load);
            }
            measuring.rush(10, 30);
        });
    }

    @Command(name = "pages", description = "商品页多快 · How fast product pages are; 99 of 100 within 10 ms is right")
    int pages(
            @Mixin Where where,
            @Mixin Load load,
            @Option(
                            names = "--connections",
                            defaultValue = "64",
                            description = "连接数 · readers at once (${DEFAULT-VALUE})")
                    int connections) {
        return measured(where, measuring -> measuring.pages(load, connections, load.offers));
    }

    @Command(
            name = "shop",
            description =
                    "首页、搜索、商品页渲染多快 · How fast the shop's pages are drawn: home, search, product; half within 15 ms is right")
    int shop(
            @Mixin Where where,
            @Mixin Load load,
            @Option(
                            names = "--connections",
                            defaultValue = "1",
                            description = "连接数 · readers at once (${DEFAULT-VALUE})")
                    int connections) {
        return measured(where, measuring -> measuring.shop(load, connections));
    }

    @Command(
            name = "fresh",
            description =
                    "商品页多旧、多少条语句 · How old a product's page may be while many read, and what it costs; 1 s and 3 statements are right")
    int fresh(
            @Mixin Where where,
            @Option(
                            names = "--connections",
                            defaultValue = "64",
                            description = "连接数 · readers at once (${DEFAULT-VALUE})")
                    int connections,
            @Option(
                            names = "--times",
                            defaultValue = "5",
                            description =
                                    "次数 · how often price and product are changed and put back (${DEFAULT-VALUE})")
                    int times) {
        return measured(where, measuring -> measuring.fresh(connections, times));
    }

    @Command(
            name = "listing",
            description = "导入大量商品要多久，之后全部下架 · How long it takes to load many products; then withdraws them all")
    int listing(
            @Mixin Where where,
            @Option(names = "--rows", defaultValue = "100000", description = "商品数 · products (${DEFAULT-VALUE})")
                    int rows) {
        return measured(where, measuring -> measuring.listing(rows));
    }

    @Command(
            name = "reserve",
            description = "储备：一年逐日补贴与一次动用要多久 · The reserve: a year's fees day by day, and a release over many stations")
    int reserve(@Mixin Where where, @Mixin ReserveSize size) {
        where.database();
        return measured(where, measuring -> measuring.reserve(size));
    }

    @Command(
            name = "search",
            description = "十万种商品里找东西要多久 · How fast things are found among 100,000 SKUs; then withdraws them all")
    int search(@Mixin Where where, @Mixin SearchOptions options) {
        return options.measure(where, spec.commandLine().getOut());
    }

    @Command(name = "promise", description = "时效引擎，不需要运行中的应用 · The promise engine in process; needs no running app")
    int promise(@Mixin PromiseOptions options) {
        return options.measure(spec.commandLine().getOut());
    }

    @Command(
            name = "dispatch",
            description = "公开算例上的排线，不需要运行中的应用 · The planner on public instances; needs no running app")
    int dispatch(@Mixin InstanceTable table) {
        return table.print(spec.commandLine().getOut()) ? 0 : 1;
    }

    @Command(name = "plan", description = "排一个公开算例 · Plans one public instance; needs no running app")
    int plan(@Mixin PlanInstance instance) {
        return instance.plan(spec.commandLine().getOut()) ? 0 : 1;
    }

    @Command(
            name = "chaos",
            description =
                    "杀进程、断线，同时下单付款，核对一件不丢 · Kills processes and spoils lines while people buy; nothing may be lost. Starts its own county")
    int chaos(@Mixin ChaosOptions options) {
        return options.play(spec.commandLine().getOut());
    }

    @Command(
            name = "fuzz",
            description =
                    "按接口描述乱发请求，逐个核对回答 · Good, bad and hostile requests at every operation, each answer judged; for a demo that may be spoilt")
    int fuzz(@Mixin Where where, @Mixin FuzzOptions options) {
        return options.play(where, spec.commandLine().getOut());
    }

    private interface Work {
        void on(Measuring measuring);
    }

    private int measured(Where where, Work work) {
        var measuring = new Measuring(where, spec.commandLine().getOut());
        work.on(measuring);
        measuring.keep();
        return measuring.good() ? 0 : 1;
    }
}
