package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.AfterSales.State;

/** What buyers and sellers did not agree upon. */
@Singleton
class DisputeDocket implements Docket {
    private static final int WORDS_MAX = 500;

    private final Deciding deciding;
    private final Looking looking;

    DisputeDocket(Deciding deciding, Looking looking) {
        this.deciding = deciding;
        this.looking = looking;
    }

    @Override
    public int place() {
        return 6;
    }

    @Override
    public String kind() {
        return "disputes";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        Page<AfterSales.Short> found = looking.disputes(Deciding.counties(operator), cursor, limit);
        return new Page<>(
                found.items().stream()
                        .map(each -> new Matter(
                                each.requestId(),
                                each.requestId(),
                                List.of(
                                        Fact.code("kind", each.kind()),
                                        Fact.code("why", each.reason()),
                                        Fact.text("seller", each.sellerCode()),
                                        Fact.fen("asked", each.askedFen()),
                                        Fact.moment("due", each.dueAt()))))
                        .toList(),
                found.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        AfterSales.View one = looking.ofCounty(Deciding.counties(operator), id);
        return new Paper(
                new Matter(
                        one.requestId(),
                        one.requestId(),
                        List.of(
                                Fact.code("kind", one.kind()),
                                Fact.code("why", one.reason()),
                                Fact.text("seller", one.sellerCode()),
                                Fact.code("state", one.state()))),
                List.of(
                        Fact.text("order", one.orderId()),
                        Fact.code("fault", one.fault()),
                        Fact.fen("asked", one.askedFen()),
                        Fact.fen("offered", one.offeredFen()),
                        Fact.fen("settled", one.settledFen()),
                        Fact.moment("since", one.askedAt()),
                        Fact.moment("due", one.dueAt())),
                one.lines().stream()
                        .map(line -> List.of(Fact.text("sku", line.skuCode()), Fact.text("pieces", line.pieces())))
                        .toList(),
                one.words().stream()
                        .map(word -> new Past(word.at(), word.side().name(), "SAID", word.said()))
                        .toList(),
                one.state() == State.DISPUTED ? answers() : List.of());
    }

    private static List<Answer> answers() {
        return List.of(
                new Answer("pay", false, true, true, Factor.LARGE, null),
                new Answer("goods-back", false, true, false, Factor.LARGE, null),
                Answer.reasoned("reject", true));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        var outcome = switch (word.answer()) {
            case "pay" -> Deciding.Outcome.PAY;
            case "goods-back" -> Deciding.Outcome.GOODS_BACK;
            case "reject" -> Deciding.Outcome.REJECT;
            default -> throw Docket.unknownAnswer();
        };
        var decision = new Deciding.Decision(outcome, word.fen(), null, null, word.why(WORDS_MAX));
        deciding.decide(operator, id, decision, word.factor(), word.key());
    }
}
