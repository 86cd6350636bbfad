package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Reviews.Inside;
import org.cunlu.orders.Reviews.State;
import org.cunlu.orders.Reviews.View;

/** Reviews that somebody reported and nobody has decided upon. */
@Singleton
class ReviewDocket implements Docket {
    private static final int REASON_MAX = 200;

    private final Moderating moderating;
    private final ReviewViews views;
    private final ReviewTable table;

    ReviewDocket(Moderating moderating, ReviewViews views, ReviewTable table) {
        this.moderating = moderating;
        this.views = views;
        this.table = table;
    }

    @Override
    public int place() {
        return 7;
    }

    @Override
    public String kind() {
        return "reviews";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        Page<Inside> found = views.inside(table.reported(counties(operator), cursor, size + 1), size);
        return new Page<>(
                found.items().stream()
                        .filter(each -> each.decided() == null)
                        .map(ReviewDocket::matter)
                        .toList(),
                found.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        List<String> own = counties(operator);
        ReviewViews.Reported one = views.reported(id, review -> own.contains(review.countyCode()));
        View said = one.review().review();
        return new Paper(
                matter(one.review()),
                List.of(
                        Fact.text("words", said.words()),
                        Fact.text("writer", said.writer()),
                        Fact.text("reply", said.reply()),
                        Fact.code("state", one.review().state()),
                        Fact.text("decided", one.review().decided()),
                        Fact.moment("since", said.writtenAt())),
                one.reasons().stream()
                        .map(reason -> List.of(Fact.text("reported", reason)))
                        .toList(),
                List.of(),
                List.of(Answer.reasoned("hide", true), Answer.reasoned("show", false)));
    }

    private static Matter matter(Inside each) {
        return new Matter(
                each.review().reviewId(),
                each.review().productName(),
                List.of(
                        Fact.text("stars", each.review().stars()),
                        Fact.text("words", shortened(each.review().words())),
                        Fact.text("reports", each.reports())));
    }

    private static String shortened(String words) {
        int most = 40;
        return words.codePointCount(0, words.length()) <= most
                ? words
                : words.substring(0, words.offsetByCodePoints(0, most)) + "…";
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        State to = switch (word.answer()) {
            case "hide" -> State.HIDDEN;
            case "show" -> State.SHOWN;
            default -> throw Docket.unknownAnswer();
        };
        moderating.decide(operator, counties(operator), id, to, word.why(REASON_MAX));
    }

    private static List<String> counties(Caller operator) {
        return operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }
}
