package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.docket.Scan;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** Rights to bear a regional brand's name that its owner proposed. */
@Singleton
class AuthorizationDocket implements Docket {
    static final String APPROVE = "catalog.brand-approve";
    static final String DECLINE = "catalog.brand-decline";
    static final String REVOKE = "catalog.brand-revoke";
    private static final int REASON_MAX = 500;

    private final Reviewing reviewing;

    AuthorizationDocket(Reviewing reviewing) {
        this.reviewing = reviewing;
    }

    @Override
    public int place() {
        return 4;
    }

    @Override
    public String kind() {
        return "authorizations";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        Page<Authorization> all = Page.of(
                reviewing.authorizations(operator, Ids.isId(cursor) ? cursor : "", size + 1),
                size,
                Authorization::authorizationId);
        return new Page<>(
                all.items().stream()
                        .filter(each -> each.state() == AuthorizationState.PROPOSED)
                        .map(AuthorizationDocket::matter)
                        .toList(),
                all.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Authorization one = reviewing.own(operator, id);
        return new Paper(
                matter(one),
                List.of(
                        Fact.text("grade", one.grade()),
                        Fact.text("origins", String.join("、", one.origins())),
                        Fact.text("quota", one.quota() + " " + one.unit()),
                        Fact.text("used", one.used()),
                        Fact.text("from", one.validFrom()),
                        Fact.text("until", one.validUntil()),
                        Fact.text("certificate", one.certificateNo()),
                        Fact.scan("scan", one.certificateSha256() != null)),
                List.of(),
                List.of(),
                answers(one.state()));
    }

    @Override
    public Scan scan(Caller operator, String id, @Nullable String why) {
        return reviewing.certificate(operator, id).scan();
    }

    private static List<Answer> answers(AuthorizationState state) {
        return switch (state) {
            case PROPOSED ->
                List.of(
                        Answer.plain("approve").signed(APPROVE),
                        Answer.reasoned("decline", true).signed(DECLINE));
            case GRANTED -> List.of(Answer.reasoned("revoke", true).signed(REVOKE));
            default -> List.of();
        };
    }

    private static Matter matter(Authorization each) {
        return new Matter(
                each.authorizationId(),
                each.sellerName(),
                List.of(
                        Fact.text("brand", each.brandCode()),
                        Fact.text("seller", each.sellerCode()),
                        Fact.code("state", each.state())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> reviewing.approve(operator, id);
            case "decline" -> reviewing.decline(operator, id, word.why(REASON_MAX));
            case "revoke" -> reviewing.revoke(operator, id, word.why(REASON_MAX));
            default -> throw Docket.unknownAnswer();
        }
    }
}
