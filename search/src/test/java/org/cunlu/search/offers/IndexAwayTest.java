package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.search.Deliveries;
import org.cunlu.search.Search;
import org.cunlu.search.Way;
import org.junit.jupiter.api.Test;

/** What a searcher sees when Elasticsearch is dead, or worse, alive and silent. */
class IndexAwayTest {
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** Beyond the patience, for a machine that is busy with other things. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final Duration WITHIN = Duration.ofMillis(300);
    /** Patience of one after the other until a second has passed. */
    private static final int SLOW_MAX = 6;

    private static final Deliveries NOWHERE = new Deliveries() {
        @Override
        public Place to(String place) {
            throw new IllegalStateException("nobody says where to");
        }

        @Override
        public Map<Way, Arriving> arrivals(Place place, Collection<Way> ways) {
            return Map.of();
        }

        @Override
        public Map<String, Long> metres(Place place, Collection<String> nodeCodes) {
            return Map.of();
        }
    };

    private final Gate gate = new Gate();
    private final AskedOffers offers = new AskedOffers();

    @Test
    void theDatabaseAnswersWhenNobodyListens() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        answersInTime("http://127.0.0.1:" + port, 1);
    }

    @Test
    void theDatabaseAnswersWhenTheIndexIsSilent() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            answersInTime("http://127.0.0.1:" + silent.getLocalPort(), SLOW_MAX);
        }
    }

    @Test
    void theDatabaseAnswersWhenTheIndexTakesTwoSeconds() throws IOException {
        try (var slow = new FakeElastic(new FakeElastic.Answer(200, "{}", 2_000))) {
            answersInTime(slow.url(), SLOW_MAX);
        }
    }

    /** One is asked at a time here: a patience after the other, the last would wait ten seconds. */
    @Test
    void manyAtOnceLoseOnePatienceTogetherWhenTheIndexHangs() throws IOException {
        try (var slow = new FakeElastic(new FakeElastic.Answer(200, "{}", 2_000))) {
            Elastic elastic = elastic(slow.url());
            try {
                OfferSearch search = search(elastic, slow.url());
                Question.of("预热", PlainWords.NONE);
                gate.open();
                List<CompletableFuture<Duration>> all = new ArrayList<>();
                for (int n = 0; n < 40; n++) {
                    all.add(CompletableFuture.supplyAsync(() -> timed(search), Thread::startVirtualThread));
                }
                assertThat(all)
                        .allSatisfy(each -> assertThat(each.join())
                                .isLessThan(PATIENCE.multipliedBy(2).plus(SLACK)));
            } finally {
                elastic.close();
            }
        }
    }

    @Test
    void theDatabaseAnswersWhenTheIndexIsRed() throws IOException {
        try (var red = new FakeElastic(FakeElastic.Answer.error(503, "no_shard_available_action_exception"))) {
            answersInTime(red.url(), 1);
        }
    }

    @Test
    void aQuestionThatIsRefusedIsAnsweredByTheDatabaseAndClosesTheIndexToNobody() throws IOException {
        try (var refusing = new FakeElastic(FakeElastic.Answer.error(400, "parsing_exception"))) {
            Elastic elastic = elastic(refusing.url());
            gate.open();
            OfferSearch search = search(elastic, refusing.url());
            timed(search);
            assertThat(gate.isOpen()).isTrue();
            timed(search);
            assertThat(refusing.asked).as("asked each time").hasSize(2);
            elastic.close();
        }
    }

    @Test
    void theDatabaseAnswersWhenNoIndexIsConfigured() {
        var search = asking(null, null);
        assertThat(search.find(query("忠橙", null)).source()).isEqualTo(Search.Source.DATABASE);
        assertThat(search.suggest("忠橙")).isEmpty();
        assertThat(offers.asked).containsExactly("忠橙 after null", "忠橙 after null");
    }

    @Test
    void aListBegunByTheDatabaseIsGoneOnWithThereAndOneByScoreStartsAgain() {
        gate.open();
        var search = asking(null, null);
        search.find(query("忠橙", "0ABCDEFGHJKMN"));
        search.find(query("忠橙", new Place(Place.Mode.ALL, 1.5, "0ABCDEFGHJKMN").cursor()));
        assertThat(offers.asked).containsExactly("忠橙 after 0ABCDEFGHJKMN", "忠橙 after null");
    }

    private OfferSearch asking(@Nullable Asking asking, @Nullable Suggesting suggesting) {
        // Nobody here says where to, so nobody asks what stands where.
        return new OfferSearch(offers, gate, asking, suggesting, new FromDatabase(offers, null, NOWHERE), NOWHERE);
    }

    @Test
    void oneSlowAnswerIsNoMatterOfOthersAndSeveralForASecondAre() {
        gate.open();
        gate.failed(IndexAway.tooSlow(null));
        gate.failed(IndexAway.tooSlow(null));
        gate.failed(IndexAway.tooSlow(null));
        assertThat(gate.isOpen()).as("a short pause of the server").isTrue();
        gate.answered();
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
        gate.failed(IndexAway.tooSlow(null));
        gate.failed(IndexAway.tooSlow(null));
        gate.failed(IndexAway.tooSlow(null));
        assertThat(gate.isOpen()).as("it answered between").isTrue();
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
        gate.failed(IndexAway.tooSlow(null));
        assertThat(gate.isOpen()).as("nobody was answered for a second").isFalse();
    }

    /** @param paying how many may have to wait before nobody does */
    private void answersInTime(String url, int paying) throws IOException {
        Elastic elastic = elastic(url);
        try {
            OfferSearch search = search(elastic, url);
            Question.of("预热", PlainWords.NONE);
            gate.open();
            var paid = new ArrayList<Duration>();
            do {
                paid.add(timed(search));
            } while (gate.isOpen() && paid.size() < paying);
            assertThat(gate.isOpen()).isFalse();
            // A machine that stands still meanwhile says nothing of one answer.
            assertThat(paid).allMatch(each -> each.compareTo(PATIENCE.plus(SLACK)) < 0);
            assertThat(paid).anyMatch(each -> each.compareTo(WITHIN) < 0);
            // Nobody pays twice.
            assertThat(timed(search)).isLessThan(PATIENCE);
        } finally {
            elastic.close();
        }
    }

    private static EsSettings settings(String url) {
        return new EsSettings(
                url, "test", PATIENCE, 1, Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofSeconds(30));
    }

    private static Elastic elastic(String url) {
        return new Elastic(settings(url));
    }

    private OfferSearch search(Elastic elastic, String url) {
        var index = new OfferIndex(elastic, new Bulk(elastic, null), settings(url), PlainWords.NONE, new Ids());
        var theres = new Theres(elastic, index, NOWHERE);
        var asking =
                new Asking(elastic, index, PlainWords.NONE, theres, () -> List.of(), Clock.systemUTC(), settings(url));
        return asking(asking, new Suggesting(elastic, index, offers));
    }

    private static Duration timed(Search search) {
        long start = System.nanoTime();
        var found = search.find(query("忠橙", null));
        assertThat(found.source()).isEqualTo(Search.Source.DATABASE);
        assertThat(found.total()).isNull();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Search.Query query(String words, String cursor) {
        return new Search.Query(words, null, null, null, cursor, 10);
    }

    /** Knows no offer and remembers what it was asked. */
    private static final class AskedOffers implements Offers {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Map<String, Offer> find(Collection<String> offerIds) {
            return Map.of();
        }

        @Override
        public List<Offer> allOfSkus(Collection<String> skuCodes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Offer> ofSku(String skuCode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Offer> ofProduct(String productCode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Offer> onSale(Filter filter, String cursor, int limit) {
            asked.add(filter.words() + " after " + cursor);
            return new Page<>(List.of(), null);
        }

        @Override
        public Page<Offer> all(String cursor, int limit) {
            return new Page<>(List.of(), null);
        }
    }
}
