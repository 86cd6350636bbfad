package org.cunlu.orders.freighting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** Templates of freight that sellers propose. One that is in force can be looked at by its id, and taken out of it. */
@Singleton
class FreightDocket implements Docket {
    private final TemplateKeeping keeping;
    private final TemplateLists lists;

    FreightDocket(TemplateKeeping keeping, TemplateLists lists) {
        this.keeping = keeping;
        this.lists = lists;
    }

    @Override
    public int place() {
        return 13;
    }

    @Override
    public String kind() {
        return "freight";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        keeping.county(operator, "all");
        Page<FreightTemplate> page =
                lists.ofCounty(FreightTemplate.State.PROPOSED, Ids.isId(cursor) ? cursor : null, Page.limit(limit));
        return new Page<>(page.items().stream().map(FreightDocket::matter).toList(), page.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        keeping.county(operator, id);
        FreightTemplate template = keeping.find(id);
        return new Paper(
                matter(template),
                List.of(
                        Fact.text("chilled-more", percent(template.chilledBps())),
                        Fact.text("hazardous-more", percent(template.hazardousBps()))),
                template.rules().stream().map(FreightDocket::row).toList(),
                List.of(),
                answers(template.state()));
    }

    private static List<Answer> answers(FreightTemplate.State state) {
        return switch (state) {
            case PROPOSED ->
                List.of(Answer.plain("approve"), new Answer("decline", true, false, false, Factor.NONE, null));
            case ACTIVE -> List.of(new Answer("retire", true, false, false, Factor.NONE, null));
            case DECLINED, RETIRED -> List.of();
        };
    }

    private static List<Fact> row(FreightRule rule) {
        return List.of(
                Fact.code("area", rule.area()),
                Fact.text("place", rule.code()),
                Fact.text("first-units", rule.firstUnits()),
                Fact.fen("first-fen", rule.firstFen()),
                Fact.text("more-units", rule.moreUnits()),
                Fact.fen("more-fen", rule.moreFen()),
                Fact.fen("free-from", rule.freeFromFen()));
    }

    private static String percent(int bps) {
        return BigDecimal.valueOf(bps, 2).stripTrailingZeros().toPlainString() + "%";
    }

    private static Matter matter(FreightTemplate template) {
        return new Matter(
                template.templateId(),
                template.name(),
                List.of(
                        Fact.text("seller", template.sellerCode()),
                        Fact.code("basis", template.basis()),
                        Fact.code("state", template.state()),
                        Fact.moment("since", template.madeAt())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> keeping.approve(operator, id);
            case "decline" -> keeping.decline(operator, id);
            case "retire" -> keeping.retire(operator, id);
            default -> throw Docket.unknownAnswer();
        }
    }
}
