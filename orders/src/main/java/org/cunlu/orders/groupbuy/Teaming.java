package org.cunlu.orders.groupbuy;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Destination;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlacingAlone;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotions;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.Shopper;
import org.cunlu.orders.groupbuy.Team.Member;
import org.cunlu.orders.groupbuy.Team.Standing;
import org.cunlu.orders.groupbuy.TeamController.Place;
import org.cunlu.orders.groupbuy.TeamController.Seen;

/**
 * Opens teams and joins them: each with an order of its own, at the promotion's price, which holds its goods from then on. The
 * place in the team is taken in the transaction that writes the order.
 */
@Singleton
class Teaming {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Nothing that is read for another; 32 to the power of 12 cannot be guessed. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 12;

    private final TeamTable table;
    private final Promotions promotions;
    private final PlacingAlone placing;
    private final Quotes quotes;
    private final OrderBook book;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final String publicUrl;

    Teaming(
            TeamTable table,
            Promotions promotions,
            PlacingAlone placing,
            Quotes quotes,
            OrderBook book,
            Transactions transactions,
            Ids ids,
            Clock clock,
            @Value("${cunlu.public-url:}") String publicUrl) {
        this.table = table;
        this.promotions = promotions;
        this.placing = placing;
        this.quotes = quotes;
        this.book = book;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** @return group buys that run, the oldest first */
    List<Promotion> running(int limit) {
        return promotions.running(clock.instant()).stream()
                .filter(each -> each.kind() == Promotion.Kind.GROUP)
                .limit(limit)
                .toList();
    }

    Quote quote(String accountId, String promotionId, int quantity, Destination destination) {
        Promotion promotion = open(promotionId);
        return quotes.quote(
                List.of(new CartLine(promotion.terms().group().offerId(), quantity)),
                new Shopper(accountId, Shopper.Channel.SHOP, List.of(), promotionId),
                destination,
                PaymentChoice.ONLINE);
    }

    GroupView begin(String accountId, String promotionId, String key, Place place) {
        return placing.place(
                key, wanted(accountId, promotionId, null, place), group -> begun(promotionId, group, place.quantity()));
    }

    GroupView join(String accountId, String code, String key, Place place) {
        Team team = byCode(code);
        return placing.place(
                key,
                wanted(accountId, team.promotionId(), team.teamId(), place),
                group -> joined(team, group, place.quantity()));
    }

    private PlacingAlone.Wanted wanted(String accountId, String promotionId, @Nullable String team, Place place) {
        String offerId = promotions.find(List.of(promotionId)).values().stream()
                .filter(each -> each.kind() == Promotion.Kind.GROUP && each.state() != Promotion.State.DRAFT)
                .map(each -> each.terms().group().offerId())
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        return new PlacingAlone.Wanted(
                accountId,
                promotionId,
                team,
                new CartLine(offerId, place.quantity()),
                place.destination(),
                place.recipient(),
                place.quotedTotalFen());
    }

    private void begun(String promotionId, OrderGroup group, int pieces) {
        Promotion promotion = allowed(promotionId, group, pieces);
        Instant until =
                group.placedAt().plus(Duration.ofHours(promotion.terms().group().hours()));
        var team = new Team(
                ids.next(),
                group.countyCode(),
                promotionId,
                code(),
                promotion.terms().group().size(),
                1,
                0,
                Team.State.OPEN,
                group.placedAt(),
                until.isBefore(promotion.endsAt()) ? until : promotion.endsAt());
        table.insert(team);
        enter(team, group, pieces);
    }

    private void joined(Team team, OrderGroup group, int pieces) {
        allowed(team.promotionId(), group, pieces);
        if (table.has(team.teamId(), group.accountId())) {
            throw ProblemException.of(409, "in-team-already", "您已在此团中 · You are in this team already", null);
        }
        if (!table.join(team.teamId(), clock.instant())) {
            throw full(table.byCode(team.code()).orElseThrow());
        }
        enter(team, group, pieces);
    }

    /** The promotion's row is held from here on, so that a buyer who orders twice at once is counted twice. */
    private Promotion allowed(String promotionId, OrderGroup group, int pieces) {
        Promotion promotion = promotions.hold(promotionId, clock.instant()).orElseThrow(Teaming::over);
        int limit = promotion.terms().group().limitEach();
        if (table.bought(promotionId, group.accountId()) + pieces > limit) {
            throw ProblemException.of(409, "buyer-limit", "超过每人限购数量 · More than one buyer may have", null)
                    .fact("limit", limit);
        }
        return promotion;
    }

    private void enter(Team team, OrderGroup group, int pieces) {
        String orderId = book.orders(group.groupId()).getFirst().orderId();
        List<OrderLine> lines = book.lines(List.of(orderId)).getOrDefault(orderId, List.of());
        boolean priced = lines.size() == 1
                && lines.getFirst().steps().stream()
                        .anyMatch(step -> step.kind() == LineStep.Kind.ITEM_PROMOTION
                                && team.promotionId().equals(step.ref()));
        if (!priced) {
            // Its budget is used up, or the offer costs no more than that by now.
            throw ProblemException.of(409, "group-price-gone", "拼团价已失效 · There is no such price any more", null);
        }
        table.insert(
                new Member(orderId, team.teamId(), team.promotionId(), group.groupId(), pieces, Standing.JOINED),
                team.countyCode());
    }

    Seen show(String code) {
        return seen(byCode(code));
    }

    Seen ofGroup(String groupId) {
        return seen(transactions.read(() -> table.ofGroup(groupId)).orElseThrow(ProblemException::notFound));
    }

    private Seen seen(Team team) {
        Promotion promotion = promotions.find(List.of(team.promotionId())).get(team.promotionId());
        return new Seen(
                team.code(),
                publicUrl + "/api/shop/group-teams/" + team.code(),
                team.promotionId(),
                promotion.name(),
                promotion.terms().group().offerId(),
                promotion.terms().group().priceFen(),
                team.size(),
                team.joined(),
                team.paid(),
                team.state(),
                team.endsAt());
    }

    private Team byCode(String code) {
        return transactions.read(() -> table.byCode(code)).orElseThrow(ProblemException::notFound);
    }

    private Promotion open(String promotionId) {
        Promotion promotion = promotions.find(List.of(promotionId)).get(promotionId);
        if (promotion == null
                || promotion.kind() != Promotion.Kind.GROUP
                || promotion.state() == Promotion.State.DRAFT) {
            throw ProblemException.notFound();
        }
        if (!promotion.runs(clock.instant())) {
            throw over();
        }
        return promotion;
    }

    private ProblemException full(Team team) {
        boolean looks = team.state() == Team.State.OPEN && team.endsAt().isAfter(clock.instant());
        return looks || team.state() == Team.State.FULL
                ? ProblemException.of(409, "team-full", "该团人数已满 · The team has its size", "可以自己开团 · Open one yourself")
                : ProblemException.of(
                        409, "team-over", "该团已过时限 · The team's time is over", "可以自己开团 · Open one yourself");
    }

    private static ProblemException over() {
        return ProblemException.of(409, "group-buy-over", "拼团已结束 · The group buy is over", null);
    }

    private static String code() {
        var code = new StringBuilder();
        RANDOM.ints(LENGTH, 0, LETTERS.length()).forEach(at -> code.append(LETTERS.charAt(at)));
        return code.toString();
    }
}
