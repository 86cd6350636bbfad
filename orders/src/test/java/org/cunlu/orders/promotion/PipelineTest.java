package org.cunlu.orders.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.orders.Destination;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.Payer;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.Priced;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.Promotion.Scope;
import org.cunlu.orders.Promotion.Share;
import org.cunlu.orders.Promotion.Terms;
import org.cunlu.orders.Promotion.Tier;
import org.cunlu.orders.Promotions;
import org.cunlu.orders.Shopper;
import org.cunlu.orders.Trade;
import org.cunlu.orders.Wish;
import org.cunlu.orders.standin.StandInOffers;
import org.junit.jupiter.api.RepeatedTest;

/** Carts and promotions by chance: whatever meets, no fen is lost and none is too much. */
class PipelineTest {
    private static final Instant NOW = Instant.parse("2026-11-11T00:00:00Z");
    private static final PriceAsk ASK =
            new PriceAsk(Shopper.VISITOR, PaymentChoice.ONLINE, Destination.village("1"), NOW);

    private record Known(List<Promotion> running) implements Promotions {
        @Override
        public Optional<Promotion> hold(String id, Instant now) {
            return Optional.empty();
        }

        @Override
        public List<Promotion> running(Instant now) {
            return running;
        }

        @Override
        public Map<String, Promotion> find(Collection<String> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Integer> covered(Promotion promotion, Priced cart) {
            var at = new ArrayList<Integer>();
            for (Priced.Shipment shipment : cart.shipments()) {
                for (Priced.Line line : shipment.lines()) {
                    if (promotion.scope().covers(shipment, line)) {
                        at.add(cart.lines().indexOf(line));
                    }
                }
            }
            return at;
        }

        @Override
        public boolean issue(String id, int total) {
            throw new UnsupportedOperationException();
        }
    }

    @RepeatedTest(30)
    void sumsHoldForEveryCartAndEveryPromotion() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            Priced cart = cart(random);
            List<Promotion> running = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(no -> promotion(random, no))
                    .toList();
            Priced priced = price(cart, running);
            assertThat(price(cart, running)).as("seed %s", seed).isEqualTo(priced);
            var taken = new HashMap<String, Long>();
            for (Priced.Line line : priced.lines()) {
                String told = "seed " + seed + " " + line.steps();
                assertThat(line.netFen()).as(told).isBetween(0L, line.amountFen());
                assertThat(line.steps().stream().mapToLong(LineStep::fen).sum())
                        .as(told)
                        .isEqualTo(line.netFen());
                for (LineStep.Kind kind : List.of(LineStep.Kind.ITEM_PROMOTION, LineStep.Kind.ORDER_PROMOTION)) {
                    assertThat(line.steps().stream()
                                    .filter(step -> step.kind() == kind)
                                    .map(LineStep::ref)
                                    .distinct()
                                    .count())
                            .as(told)
                            .isLessThanOrEqualTo(1);
                }
                assertThat(line.steps().stream().map(LineStep::kind)).as(told).isSorted();
                line.steps().stream()
                        .filter(step -> step.kind().discount())
                        .forEach(step -> taken.merge(step.ref(), -step.fen(), Math::addExact));
            }
            for (Promotion promotion : running) {
                long fen = taken.getOrDefault(promotion.id(), 0L);
                assertThat(promotion.affords(fen)).as("seed %s", seed).isTrue();
                if (promotion.kind() == Kind.TIERS && fen > 0) {
                    assertThat(promotion.terms().tiers().stream().map(Tier::offFen))
                            .as("seed %s", seed)
                            .contains(fen);
                }
            }
        }
    }

    private static Priced price(Priced cart, List<Promotion> running) {
        var known = new Known(running);
        Priced priced = cart;
        for (PriceStep step : List.of(new ItemPromotions(known), new OrderPromotions(known))) {
            Priced before = priced;
            priced = step.prepare(ASK, cart).map(effect -> effect.apply(before)).orElse(before);
        }
        return priced;
    }

    private static Priced cart(Random random) {
        var shipments = new ArrayList<Priced.Shipment>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String seller = "S" + random.nextInt(2);
            int no = i;
            List<Wish> wishes = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(line -> new Wish(
                            StandInOffers.offer(no + "-" + line, seller, 1 + random.nextInt(3_000), List.of("N")),
                            1 + random.nextInt(12)))
                    .toList();
            shipments.add(new Priced.Shipment(
                    seller,
                    Trade.CONSUMER_GOODS,
                    StorageClass.DRY,
                    "N",
                    "M",
                    null,
                    List.of(),
                    Wish.load(wishes),
                    wishes.stream().map(Priced.Line::of).toList(),
                    0,
                    null));
        }
        return new Priced(shipments);
    }

    private static Promotion promotion(Random random, int no) {
        Kind kind = List.of(Kind.PERCENT, Kind.AMOUNT, Kind.BUY_GET, Kind.TIERS).get(random.nextInt(4));
        long min = 2 + random.nextInt(5_000);
        Terms terms = switch (kind) {
            case PERCENT -> new Terms(1 + random.nextInt(9_999), null, null, null, null, null, null);
            case AMOUNT -> new Terms(null, 1L + random.nextInt(4_000), null, null, null, null, null);
            case BUY_GET -> new Terms(null, null, 1 + random.nextInt(3), 1 + random.nextInt(2), null, null, null);
            default ->
                new Terms(null, null, null, null, List.of(new Tier(min, 1 + random.nextLong(min - 1))), null, null);
        };
        int bps = 1 + random.nextInt(9_999);
        List<String> sellers = random.nextBoolean() ? List.of() : List.of("S" + random.nextInt(2));
        return new Promotion(
                "P" + no,
                "500233",
                null,
                kind,
                "促销",
                terms,
                new Scope(null, null, null, sellers, null, null, null),
                List.of(new Share(Payer.By.PLATFORM, null, bps), new Share(Payer.By.FUND, "F", 10_000 - bps)),
                NOW,
                NOW.plusSeconds(60),
                random.nextBoolean() ? null : 1L + random.nextInt(20_000),
                0,
                Promotion.State.ACTIVE,
                1);
    }
}
