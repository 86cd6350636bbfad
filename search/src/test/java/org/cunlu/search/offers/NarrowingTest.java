package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.search.Boosts;
import org.cunlu.search.Sales;
import org.cunlu.search.Search;
import org.cunlu.search.Search.Field;
import org.cunlu.search.Search.Narrowing;
import org.cunlu.search.boosts.Raising;
import org.cunlu.search.sales.Counter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A list is narrowed, counted and sorted as the offers themselves are. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NarrowingTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo/catalog.csv");

    private static final EnumSet<Field> COUNTED_ELSEWHERE = EnumSet.of(Field.ORIGIN, Field.PRICE, Field.ATTRIBUTE);

    @Inject
    CatalogImport loading;

    @Inject
    Offers offers;

    @Inject
    OfferIndex index;

    @Inject
    Gate gate;

    @Inject
    Search search;

    @Inject
    Sales sales;

    @Inject
    Clock clock;

    @Inject
    Sql sql;

    @Inject
    ApplicationContext context;

    @Inject
    @Client("/")
    HttpClient http;

    private List<Offer> all;

    @Override
    public Map<String, String> getProperties() {
        var properties =
                new LinkedHashMap<>(TestServers.properties("narrowing", Server.DATABASE, Server.BROKER, Server.SEARCH));
        properties.put("cunlu.es.patience", "5s");
        properties.put("cunlu.es.watch", "300ms");
        return properties;
    }

    @BeforeAll
    void loadTheDemoCounty() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO)) {
            assertThat(loading.load(csv, false, "tester").faults()).isEmpty();
        }
        all = offers.onSale(new Offers.Filter(null, null, null, null), null, 1_000)
                .items();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gate.isOpen() && index.versions().size() == all.size());
    }

    @Test
    void eachFieldIsCountedAsIfItWereNotNarrowedItself() {
        long seed = System.nanoTime();
        System.out.println("NarrowingTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            Offer one = all.get(random.nextInt(all.size()));
            Long least = random.nextInt(3) == 0 ? one.priceFen() : null;
            var query = new Search.Query(
                    null,
                    some(random, one.category()),
                    one.brandCode() == null ? null : some(random, one.brandCode()),
                    some(random, one.direction()),
                    new Narrowing(
                            some(random, one.sellerCode()),
                            some(random, one.sku().storageClass()),
                            least,
                            null),
                    null,
                    null,
                    100);
            var found = search.find(query);
            assertThat(found.total())
                    .as("%s", query)
                    .isEqualTo(fitting(query, null).size());
            assertThat(found.items()).allMatch(offer -> fits(offer, query, null));
            for (Search.Facet facet : found.facets()) {
                if (COUNTED_ELSEWHERE.contains(facet.field())) {
                    continue;
                }
                var counted = new TreeMap<String, Long>();
                facet.choices().forEach(choice -> counted.put(choice.code(), choice.offers()));
                assertThat(counted).as("%s of %s", facet.field(), query).isEqualTo(counts(query, facet.field()));
            }
        }
    }

    @Test
    void choicesAreNamedAsPeopleReadThem() {
        var facets =
                search.find(new Search.Query("忠橙", null, null, null, null, 5)).facets();
        assertThat(facets.subList(0, Field.ATTRIBUTE.ordinal()))
                .extracting(Search.Facet::field)
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Field.ATTRIBUTE)));
        assertThat(facets.get(1).choices())
                .extracting(Search.Choice::code, Search.Choice::name)
                .contains(org.assertj.core.groups.Tuple.tuple("B-ZHONGCHENG", "忠橙"));
    }

    @Test
    void byPriceNothingIsLostAndNothingComesTwice() {
        for (Search.Sort sort : List.of(Search.Sort.CHEAPEST, Search.Sort.DEAREST)) {
            for (String words : new String[] {null, "忠橙"}) {
                var read = new ArrayList<Offer>();
                String cursor = null;
                Long total = null;
                do {
                    var found = search.find(new Search.Query(words, null, null, null, Narrowing.NONE, sort, cursor, 9));
                    read.addAll(found.items());
                    total = total == null ? found.total() : total;
                    assertThat(found.facets().isEmpty()).isEqualTo(cursor != null);
                    cursor = found.next();
                } while (cursor != null);
                Comparator<Offer> byPrice = Comparator.comparingLong(Offer::priceFen);
                assertThat(read)
                        .hasSize(total.intValue())
                        .doesNotHaveDuplicates()
                        .isSortedAccordingTo(sort == Search.Sort.CHEAPEST ? byPrice : byPrice.reversed());
            }
        }
    }

    @Test
    void whatWasOfferedLastComesFirst() {
        List<Offer> newest = search.find(
                        new Search.Query(null, null, null, null, Narrowing.NONE, Search.Sort.NEWEST, null, 100))
                .items();
        assertThat(newest)
                .hasSize(100)
                .isSortedAccordingTo(Comparator.comparing((Offer offer) -> Ids.madeAtMillis(offer.id()))
                        .reversed());
        assertThat(all)
                .noneMatch(offer -> !newest.contains(offer)
                        && Ids.madeAtMillis(offer.id())
                                > Ids.madeAtMillis(newest.getLast().id()));
    }

    @Test
    void whatWasNarrowedAwayIsNotAskedForInAnotherWay() {
        var query = new Search.Query(
                "土家腊肉", null, null, Direction.DOWN, new Narrowing(null, null, null, null), null, null, 10);
        var found = search.find(query);
        assertThat(found.items()).isEmpty();
        assertThat(found.facets().get(Field.DIRECTION.ordinal()).choices())
                .extracting(Search.Choice::code)
                .containsExactly("UP");
    }

    @Test
    void aRangeTakesBothItsEndsAndANonsensicalOneIsRefused() {
        long price = all.getFirst().priceFen();
        var query = new Search.Query(null, null, null, null, new Narrowing(null, null, price, price), null, null, 100);
        assertThat(search.find(query).items()).isNotEmpty().allMatch(offer -> offer.priceFen() == price);
        for (String wrong :
                List.of("minFen=-1", "maxFen=-5", "minFen=5&maxFen=4", "minFen=x", "storage=WARM", "sort=UGLIEST")) {
            assertThat(status("/api/shop/offers?" + wrong)).as(wrong).isEqualTo(400);
        }
        assertThat(status(
                        "/api/shop/offers?minFen=0&maxFen=9223372036854775807&sort=DEAREST&storage=CHILLED&seller=%27"))
                .isEqualTo(200);
        assertThat(gate.isOpen())
                .as("nobody closes the index to others by what he asks")
                .isTrue();
    }

    @Test
    void eachOrderIsCountedOnceAndOneThatEndsNotAtAllWhicheverNewsComeFirst() {
        List<Offer> some = all.subList(20, 22);
        var book = book(Map.of(
                "ORDER00000001", List.of(line("ORDER00000001", some.get(0), 7)),
                "ORDER00000002", List.of(line("ORDER00000002", some.get(1), 3)),
                "ORDER00000003", List.of(line("ORDER00000003", some.get(1), 5))));
        Counter counter = Counter.of(context, book);
        for (int i = 0; i < 3; i++) {
            counter.paid("ORDER00000001");
            counter.paid("ORDER00000002");
        }
        counter.ended("ORDER00000003");
        counter.paid("ORDER00000003");
        assertThat(pieces(some)).containsExactly(7L, 3L);
        await().atMost(Duration.ofSeconds(60)).until(() -> bestSelling().equals(ids(some)));
        counter.ended("ORDER00000002");
        counter.ended("ORDER00000002");
        assertThat(pieces(some)).containsExactly(7L, 0L);
        await().atMost(Duration.ofSeconds(60)).until(() -> !bestSelling().equals(ids(some)));
        assertThat(bestSelling().getFirst()).isEqualTo(some.getFirst().id());
    }

    @Test
    void ordersWhoseNewsCameTogetherAreCountedTogetherAndThoseOfWhichOneIsKnownNotAtAll() {
        List<Offer> some = all.subList(30, 32);
        Counter counter = Counter.of(
                context,
                book(Map.of(
                        "ORDER00000011", List.of(line("ORDER00000011", some.get(0), 2)),
                        "ORDER00000012",
                                List.of(line("ORDER00000012", some.get(0), 1), line("ORDER00000012", some.get(1), 4)),
                        "ORDER00000013", List.of(line("ORDER00000013", some.get(1), 8)))));
        counter.allPaid(List.of("ORDER00000012", "ORDER00000011"));
        assertThat(pieces(some)).containsExactly(3L, 4L);
        assertThatThrownBy(() -> counter.allPaid(List.of("ORDER00000011", "ORDER00000013")))
                .isInstanceOf(SqlFailure.class);
        assertThat(pieces(some)).as("nothing of it stays").containsExactly(3L, 4L);
        counter.allEnded(List.of("ORDER00000013", "ORDER00000012"));
        counter.allEnded(List.of("ORDER00000013", "ORDER00000012"));
        assertThat(pieces(some)).as("one was never counted").containsExactly(2L, 0L);
        counter.paid("ORDER00000013");
        assertThat(pieces(some)).containsExactly(2L, 0L);
    }

    @Test
    void whatTheCountyRaisesComesFirstOnItsDaysAndIsTraced() {
        var query = new Search.Query("橙", null, null, null, null, 100);
        List<Offer> plain = search.find(query).items();
        Offer last = plain.getLast();
        LocalDate today = CountyTime.date(clock.instant());
        var operator = new Caller("0000000000077", List.of());
        Boosts.Boost kept = boost(operator, last, today, today, 0);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> search.find(query).items().getFirst().productCode().equals(last.productCode()));
        assertThat(boost(operator, last, today, today, 0)).as("the same again").isEqualTo(kept);
        assertThatThrownBy(() -> boost(operator, last, today, today.plusDays(1), 0))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> boost(operator, last, today, today.plusDays(400), kept.version()))
                .isInstanceOf(ProblemException.class);
        boost(operator, last, today.plusDays(1), today.plusDays(9), kept.version());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> search.find(query).items().equals(plain));
        assertThat(sql.one(
                        "SELECT COUNT(*) AS acts FROM ker_trail WHERE actor = '0000000000077'",
                        row -> row.number("acts")))
                .contains(2L);
    }

    @Test
    void whatIsShownLiveIsFoundSoonerWhileItIsOnAirWhicheverNewsComeFirst() {
        var query = new Search.Query("橙", null, null, null, null, 100);
        List<String> plain = ids(search.find(query).items());
        String last = plain.getLast();
        Raising.onAir(context, "SLOT000000001", last, clock.instant());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ids(search.find(query).items()).indexOf(last) < plain.size() - 1);
        Raising.offAir(context, "SLOT000000001", last, clock.instant());
        Raising.onAir(context, "SLOT000000001", last, clock.instant());
        Raising.offAir(context, "SLOT000000002", last, clock.instant());
        Raising.onAir(context, "SLOT000000002", last, clock.instant());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ids(search.find(query).items()).equals(plain));
        assertThat(sql.one(
                        "SELECT COUNT(*) AS n FROM sea_boost WHERE boost_code LIKE 'SLOT-%' AND until_on >= ?",
                        row -> row.number("n"), CountyTime.date(clock.instant())))
                .as("what is on air no more is not raised by news that come late")
                .contains(0L);
        assertThatThrownBy(() -> Raising.put(
                        context,
                        new Caller("0000000000077", List.of()),
                        new Boosts.Boost(
                                "SLOT-MINE",
                                Boosts.Kind.LIVE,
                                Boosts.Target.OFFER,
                                last,
                                400,
                                CountyTime.date(clock.instant()),
                                CountyTime.date(clock.instant()),
                                0)))
                .isInstanceOf(ProblemException.class);
    }

    private Boosts.Boost boost(Caller operator, Offer offer, LocalDate from, LocalDate until, long version) {
        return Raising.put(
                context,
                operator,
                new Boosts.Boost(
                        "TEST",
                        Boosts.Kind.SEASON,
                        Boosts.Target.PRODUCT,
                        offer.productCode(),
                        400,
                        from,
                        until,
                        version));
    }

    private List<String> bestSelling() {
        return ids(
                search.find(new Search.Query(null, null, null, null, Narrowing.NONE, Search.Sort.BEST_SELLING, null, 2))
                        .items());
    }

    private List<Long> pieces(List<Offer> some) {
        Map<String, Sales.Sold> sold = sales.of(ids(some));
        return some.stream()
                .map(offer -> sold.getOrDefault(offer.id(), Sales.Sold.NOTHING).pieces())
                .toList();
    }

    private static List<String> ids(List<Offer> some) {
        return some.stream().map(Offer::id).toList();
    }

    private static OrderLine line(String order, Offer offer, int quantity) {
        long fen = offer.priceFen() * quantity;
        return new OrderLine(
                order,
                1,
                offer.id(),
                offer.sku().code(),
                offer.productName(),
                quantity,
                0,
                offer.priceFen(),
                fen,
                null,
                null,
                null,
                0,
                fen,
                0,
                List.of());
    }

    /** Orders as far as who counts them asks. */
    private static OrderBook book(Map<String, List<OrderLine>> lines) {
        return (OrderBook) Proxy.newProxyInstance(
                OrderBook.class.getClassLoader(), new Class<?>[] {OrderBook.class}, (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("lines");
                    return lines;
                });
    }

    private int status(String uri) {
        try {
            return http.toBlocking().exchange(uri).code();
        } catch (HttpClientResponseException e) {
            return e.getStatus().getCode();
        }
    }

    private static <T> @Nullable T some(Random random, T value) {
        return random.nextInt(3) == 0 ? value : null;
    }

    private Map<String, Long> counts(Search.Query query, Field field) {
        Function<Offer, String> code = switch (field) {
            case CATEGORY -> Offer::category;
            case BRAND -> Offer::brandCode;
            case DIRECTION -> offer -> offer.direction().name();
            case SELLER -> Offer::sellerCode;
            case STORAGE -> offer -> offer.sku().storageClass().name();
            case GRADE ->
                offer -> offer.brandRight().grade().isEmpty()
                        ? null
                        : offer.brandRight().grade();
            case ORIGIN, PRICE, ATTRIBUTE -> throw new IllegalArgumentException("counted elsewhere");
        };
        return fitting(query, field).stream()
                .filter(offer -> code.apply(offer) != null)
                .collect(Collectors.groupingBy(code, TreeMap::new, Collectors.counting()));
    }

    private List<Offer> fitting(Search.Query query, @Nullable Field but) {
        return all.stream().filter(offer -> fits(offer, query, but)).toList();
    }

    private static boolean fits(Offer offer, Search.Query query, @Nullable Field but) {
        Narrowing more = query.narrowing();
        StorageClass storage = more.storageClass();
        return (but == Field.CATEGORY
                        || query.category() == null
                        || query.category().equals(offer.category()))
                && (but == Field.BRAND
                        || query.brandCode() == null
                        || query.brandCode().equals(offer.brandCode()))
                && (but == Field.DIRECTION || query.direction() == null || query.direction() == offer.direction())
                && (but == Field.SELLER
                        || more.sellerCode() == null
                        || more.sellerCode().equals(offer.sellerCode()))
                && (but == Field.STORAGE
                        || storage == null
                        || storage == offer.sku().storageClass())
                && (more.minFen() == null || offer.priceFen() >= more.minFen());
    }
}
