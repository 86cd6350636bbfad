package org.cunlu.orders.liveviewing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.orders.standin.LiveShop.HOST;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.LiveShow;
import org.cunlu.orders.LiveShows;
import org.cunlu.orders.standin.LiveShop;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInOffers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** What viewers see, and when. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveViewingTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    LiveShop live;

    @Inject
    Board board;

    private final Map<String, String> properties = new HashMap<>(ShopServers.properties("liveviewing"));

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    @Test
    void viewersAtEveryInstanceSeePriceWhatIsLeftAndWhatComesNextWithinASecondUntilItEnds() throws Exception {
        Offer orange = shop.offer("S1", 1_000, Map.of(StandInNetwork.HUB, 20L));
        String session = live.planned();
        String one = live.add(LiveShop.SELLER, session, live.slot(orange, 700, 500, 5, 3))
                .is(201)
                .text("slotId");
        Offer rice = shop.offer("S1", 900, Map.of(StandInNetwork.HUB, 5L));
        String two = live.slotted(session, rice, 800, 5, 3);
        try (EmbeddedServer second =
                ApplicationContext.run(EmbeddedServer.class, new HashMap<String, Object>(properties), "test")) {
            var shops = List.of(shop, second.getApplicationContext().getBean(Shop.class));
            shops.forEach(each -> List.of(orange, rice).forEach(each::replace));
            var here = watch(shop.uri("/api/shop/live/" + session + "/events"));
            var there = watch(second.getURI().resolve("/api/shop/live/" + session + "/events"));
            both(here, there, "\"state\":\"PLANNED\"", "\"next\":\"" + one + "\"");
            live.act(HOST, session, "start").is(200);
            live.onAir(HOST, session, one).is(200);
            both(here, there, "\"onAir\":\"" + one + "\"", "\"next\":\"" + two + "\"");
            live.buy(shop.buyer(), orange, one, 2).is(201);
            both(here, there, "\"remaining\":3,\"sold\":2");
            live.stock(HOST, session, one, 4).is(200);
            both(here, there, "\"remaining\":7,\"sold\":2");
            live.price(HOST, session, one, 600).is(200);
            both(here, there, "\"onAir\":\"" + one + "\"", "\"priceFen\":600");
            live.offAir(HOST, session, one).is(200);
            both(here, there, "\"state\":\"OFF_AIR\"", "\"next\":\"" + two + "\"");
            live.onAir(HOST, session, two).is(200);
            both(here, there, "\"onAir\":\"" + two + "\"", "\"priceFen\":800");
            // Its seller is suspended: as catalog tells it from the next question on.
            var before = List.of(here.size(), there.size());
            shops.forEach(each -> each.replace(StandInOffers.offSale(rice)));
            within(
                    before,
                    here,
                    there,
                    line -> !line.contains("\"onAir\":\"") && line.contains("\"state\":\"ON_AIR\""));
            live.buy(shop.buyer(), rice, two, 1).is(409, "not-on-sale");
            before = List.of(here.size(), there.size());
            shops.forEach(each -> each.replace(rice));
            within(before, here, there, line -> line.contains("\"onAir\":\"" + two + "\""));
            live.act(HOST, session, "end").is(200);
            both(here, there, "\"state\":\"ENDED\"");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> here.contains("over") && there.contains("over"));
        }
        assertThat(shop.get(null, "/api/shop/live/" + session).is(200).text("state"))
                .isEqualTo("ENDED");
        shop.get(null, "/api/shop/live/NOSUCH").is(404);
        shop.get(null, "/api/shop/live/NOSUCH/events").is(404);
    }

    @Test
    void manyViewersAskTheDatabaseNoMoreOftenThanOneAndWhoReadsNothingKeepsOnlyTheNewest() throws Exception {
        Offer orange = shop.offer("S1", 1_000, Map.of(StandInNetwork.HUB, 20L));
        String[] on = live.running(orange, 900, 5, 3);
        var asked = new CopyOnWriteArrayList<Integer>();
        LiveShow show = board.show(on[0]).orElseThrow();
        LiveShows counted = new LiveShows() {
            @Override
            public Map<String, LiveShow> find(Collection<String> ids) {
                asked.add(ids.size());
                return Map.of(on[0], show);
            }

            @Override
            public List<LiveShow> current(int limit) {
                return List.of();
            }
        };
        var crowded = new Board(counted, Duration.ofMillis(100), 1_000, 600);
        var idle = IntStream.range(0, 1_000).mapToObj(_ -> new Idle()).collect(Collectors.toCollection(ArrayList::new));
        idle.subList(0, 600).forEach(viewer -> crowded.watch(on[0], "10.0.0.1").subscribe(viewer));
        assertThatThrownBy(() -> crowded.watch(on[0], "10.0.0.1")).hasMessageContaining("Try later");
        idle.getFirst().cancel();
        idle.set(0, new Idle());
        crowded.watch(on[0], "10.0.0.1").subscribe(idle.getFirst());
        idle.subList(600, 1_000)
                .forEach(viewer -> crowded.watch(on[0], "10.0.0.2").subscribe(viewer));
        assertThat(crowded.viewers()).isEqualTo(1_000);
        assertThatThrownBy(() -> crowded.watch(on[0], "10.0.0.3")).hasMessageContaining("Try later");
        Thread.sleep(1_000);
        assertThat(asked.size()).isLessThanOrEqualTo(25);
        assertThat(asked).allMatch(size -> size == 1);
        idle.forEach(BaseSubscriber::cancel);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> crowded.viewers() == 0);
        int then = asked.size();
        Thread.sleep(500);
        assertThat(asked.size()).isLessThanOrEqualTo(then + 1);
        crowded.close();
        live.act(HOST, on[0], "end").is(200);
    }

    /** Asks for nothing. */
    private static final class Idle extends BaseSubscriber<Object> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {}
    }

    private static List<String> watch(URI address) {
        var lines = new CopyOnWriteArrayList<String>();
        HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofLines())
                .thenAccept(answer -> {
                    answer.body().forEach(lines::add);
                    lines.add("over");
                });
        return lines;
    }

    /** Each within a second of this moment, which is after the act. */
    private static void both(List<String> here, List<String> there, String... words) {
        within(List.of(0, 0), here, there, line -> Stream.of(words).allMatch(line::contains));
    }

    /** @param before lines that each had when it was done */
    private static void within(List<Integer> before, List<String> here, List<String> there, Predicate<String> wanted) {
        var all = List.of(here, there);
        Awaitility.await()
                .atMost(Duration.ofMillis(1_000))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> IntStream.range(0, all.size())
                        .allMatch(i -> all.get(i).stream()
                                .skip(before.get(i))
                                .anyMatch(line -> line.startsWith("data:") && wanted.test(line))));
    }
}
