package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.cunlu.app.play.Outcome.Stage;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/**
 * The county's four stories: oranges out of the county for one buyer and thirty more at once; rice, detergent and seed
 * down from the hub to a villager; one village to another of the same township; a crate that arrives damaged and goes back.
 * After them a recall drill, a live session, cash and statements, a presale, and a flood.
 */
public final class Play {
    private static final int TOGETHER = 30;
    private static final Duration EVENTS_WITHIN = Duration.ofSeconds(40);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Api api;
    private final People people;
    private final DemoClock clock;
    private final Market market;
    private final Consumer<String> told;
    private final List<Stage> stages = new ArrayList<>();

    /** @param told hears each step as a line for people */
    public Play(Api api, Consumer<String> told) {
        this.api = api;
        this.people = new People(api);
        this.clock = new DemoClock(api, people);
        this.market = new Market(api);
        this.told = told;
    }

    /** One order and whose it is. */
    private record Bought(Person buyer, String order) {}

    /** A story under way. */
    private record Story(String name, String what, List<Bought> orders) {}

    public Outcome run() {
        Instant from = stage("早晨开始 · a morning begins", this::morning);
        var roll = stage("点名：每个角色一人登录 · roll call, one person for each role", new RollCall(api, people)::call);
        var buyers = stage("买家注册 · buyers sign up", () -> people.buyers(TOGETHER + 4));
        var stories = stage("下单付款 · orders and payments", () -> order(buyers));
        var carrying = new Carrying(api, people, clock);
        var parcels = stage("包装 · packing", () -> {
            var all = booked(stories);
            carrying.pack(all);
            return all;
        });
        var tourDay = new TourDay(api, people, clock);
        stage("排线发布：乡镇与村之间送货带收 · tours of the townships planned and published", () -> {
            tourDay.plan(parcels, carrying.touring());
            return null;
        });
        stage("运输与交付 · along the lines to the hand-over", () -> {
            carrying.bringAll(() -> look(stories));
            return null;
        });
        var scenarios = stage("核对到达 · looking at what arrived", () -> settled(stories));
        var tours = stage("计划与实际 · tours as planned and as driven", tourDay::compared);
        var flows = market.flows(people.of(Role.COUNTY_OPERATOR), from, clock.now());
        var drill = stage("召回演练 · recall drill", new RecallDrill(api, people)::rice);
        var crate = stories.getLast().orders().getFirst();
        var back = stage(
                "退货：压破的一箱经村站退回，验收退款 · a damaged crate goes back through the village station",
                () -> new CrateBack(api, people, carrying, Play::await).play(crate.buyer(), crate.order()));
        var hour = new LiveHour(api, people, clock, market);
        var live = stage("直播三件商品，500 人抢 · a live session of three slots, 500 buyers of each", hour::play);
        stage("直播的一单送到，主播有了应得 · one of its orders is brought, and its host is owed his share", () -> {
            bring(carrying, hour.won());
            return null;
        });
        var money = stage(
                "现金缴存、对账、结算单 · cash to the bank, and statements",
                () -> new MoneyDay(api, people, clock).play(cashAt(stories)));
        var presale = stage(
                "预售歉收，按比例分配并退款 · a presale harvested short, shared out, the difference paid back",
                () -> new PresaleYear(api, people, clock, market).play(buyers));
        var flood = stage(
                "水灾：储备米、油、膜发往 40 村，补库，补贴结算 · a flood: rice, oil and film of the reserve to 40 villages",
                () -> new Flood(api, people, clock, market, carrying, Play::await).play(buyers.getLast()));
        var audit = stage("审计 · audit", this::cleanAudit);
        return new Outcome(
                from,
                clock.now(),
                roll,
                scenarios,
                tours,
                flows,
                drill,
                back,
                live,
                money,
                presale,
                flood,
                audit,
                List.copyOf(stages),
                carrying.scans());
    }

    private void bring(Carrying carrying, LiveHour.Won won) {
        new Purchase(api).pay(won.buyer(), won.group());
        var bought = new Bought(won.buyer(), won.order());
        carrying.pack(List.of(await("the parcel of a live order", () -> look(bought))));
        carrying.bringAll(() -> List.of(look(bought)));
        await("a completed live order", () -> {
            JsonNode order = api.get(bought.buyer(), "/api/shop/orders/" + bought.order());
            return is(order, "lifecycle", "COMPLETED") ? order : null;
        });
    }

    /** Story B is paid at its station. */
    private String cashAt(List<Story> stories) {
        return look(stories.get(1).orders().getFirst()).toNode();
    }

    /** The next morning at eight, so that the whole day's timetable lies ahead. */
    private Instant morning() {
        Instant now = clock.now();
        Instant eight = CountyTime.instant(CountyTime.date(now), LocalTime.of(8, 0));
        Instant start = eight.isAfter(now) ? eight : eight.plus(Duration.ofDays(1));
        clock.atLeast(start);
        return start;
    }

    private List<Story> order(List<Person> buyers) {
        var wishes = new Wishes(market);
        var purchase = new Purchase(api);
        var oranges = wishes.outside(buyers.subList(0, TOGETHER + 1));
        var crowd = together(oranges.stream()
                .map(wish -> (Callable<List<Bought>>) () -> bought(purchase, wish))
                .toList());
        var daily = bought(purchase, wishes.daily(buyers.get(TOGETHER + 1)));
        var neighbour = bought(purchase, wishes.neighbour(buyers.get(TOGETHER + 2)));
        var crate = bought(purchase, wishes.crate(buyers.get(TOGETHER + 3), LiveHour.SHOP));
        return List.of(
                new Story("A", "忠橙出县：31 单同时下单 · oranges out of the county, 31 orders at once", crowd),
                new Story("B", "米、洗涤、种子下乡，到站付现金 · rice, detergent and seed down, cash at pickup", daily),
                new Story("C", "同镇村到村 · village to village", neighbour),
                new Story("D", "到货破损的一箱 · a crate that arrives damaged", crate));
    }

    private static List<Bought> bought(Purchase purchase, Purchase.Wish wish) {
        return purchase.make(wish).stream()
                .map(order -> new Bought(wish.buyer(), order))
                .toList();
    }

    private static List<Bought> together(List<Callable<List<Bought>>> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Bought>();
            for (var done : threads.invokeAll(tasks)) {
                all.addAll(done.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unplayable("interrupted", e);
        } catch (ExecutionException e) {
            throw new Unplayable("an order failed: " + e.getCause().getMessage(), e);
        }
    }

    /** Payment arrives by the gateway's call, so the parcels are there a little later than the orders. */
    private List<Freight> booked(List<Story> stories) {
        long wanted = stories.stream().mapToLong(story -> story.orders().size()).sum();
        return await("parcels of all paid orders", () -> {
            var parcels = look(stories);
            return parcels.size() == wanted ? parcels : null;
        });
    }

    private List<Freight> look(List<Story> stories) {
        return stories.stream()
                .flatMap(story -> story.orders().stream())
                .map(this::look)
                .filter(f -> f != null)
                .toList();
    }

    private Freight look(Bought bought) {
        return Freight.of(api.get(bought.buyer(), "/api/shop/orders/" + bought.order()));
    }

    private List<Scenario> settled(List<Story> stories) {
        return stories.stream().map(this::settled).toList();
    }

    private Scenario settled(Story story) {
        long begun = System.nanoTime();
        var completed = await("completed orders of story " + story.name(), () -> {
            var orders = story.orders().stream()
                    .map(bought -> api.get(bought.buyer(), "/api/shop/orders/" + bought.order()))
                    .toList();
            boolean all = orders.stream().allMatch(order -> is(order, "lifecycle", "COMPLETED"));
            return all ? orders : null;
        });
        var parcels = completed.stream().map(Freight::of).toList();
        var timeline = parcels.getFirst().steps().stream()
                .map(step -> new Scenario.Moment(step.at(), step.what(), step.place(), step.holder()))
                .toList();
        int arrived = (int) parcels.stream().filter(Freight::done).count();
        int onTime = (int) parcels.stream().filter(Play::inTime).count();
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        return new Scenario(story.name(), story.what(), parcels.size(), arrived, onTime, millis, timeline);
    }

    /** Buyers and carriers of the play wait at the counter, so the hand-over is when it could be collected. */
    private static boolean inTime(Freight parcel) {
        return !parcel.steps().getLast().at().isAfter(parcel.promisedAt());
    }

    /** Eventual things count only when they are old enough, so a clean audit right away is already the truth. */
    private List<AuditRow> cleanAudit() {
        return audit(api, people);
    }

    /** @return what the audit finds now: one row per invariant */
    public static List<AuditRow> audit(Api api, People people) {
        return new Market(api).audit(people.of(Role.COUNTY_OPERATOR));
    }

    private static boolean is(JsonNode order, String name, String value) {
        return value.equals(order.get(name).coerceStringValue());
    }

    private <T> T stage(String name, java.util.function.Supplier<T> work) {
        long begun = System.nanoTime();
        T answer = work.get();
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        stages.add(new Stage(name, millis));
        told.accept("%6.1f s  %s".formatted(millis / 1000.0, name));
        return answer;
    }

    private static <T> T await(String what, java.util.function.Supplier<T> look) {
        long deadline = System.nanoTime() + EVENTS_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            T seen = look.get();
            if (seen != null) {
                return seen;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new Unplayable("not within " + EVENTS_WITHIN.toSeconds() + " s: " + what);
    }
}
