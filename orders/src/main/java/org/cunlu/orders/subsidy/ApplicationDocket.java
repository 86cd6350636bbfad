package org.cunlu.orders.subsidy;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.subsidy.PersonTable.Person;
import org.cunlu.orders.subsidy.PersonTable.State;

/**
 * Buyers who ask to take part in a subsidy. Their numbers are never shown: whoever approves writes, as the reason, the number that
 * stands in the authority's list.
 */
@Singleton
class ApplicationDocket implements Docket {
    private static final int NUMBER_MAX = 60;

    private final SubsidyKeeping keeping;

    ApplicationDocket(SubsidyKeeping keeping) {
        this.keeping = keeping;
    }

    @Override
    public int place() {
        return 15;
    }

    @Override
    public String kind() {
        return "subsidy-applications";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        Page<Person> page = keeping.askedOfAll(operator, Ids.isId(cursor) ? cursor : null, Page.limit(limit));
        return new Page<>(
                page.items().stream().map(person -> matter(operator, person)).toList(), page.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Person person = keeping.person(operator, id);
        List<Answer> answers = person.state() == State.ASKED
                ? List.of(
                        Answer.reasoned("approve", false).signed("orders.subsidy.approve"),
                        new Answer("decline", true, false, false, Factor.NONE, null))
                : List.of();
        return new Paper(matter(operator, person), List.of(), List.of(), List.of(), answers);
    }

    private Matter matter(Caller operator, Person person) {
        return new Matter(
                person.personId(),
                keeping.one(operator, person.programmeId()).name(),
                List.of(
                        Fact.text("document-kind", person.document()),
                        Fact.code("state", person.state()),
                        Fact.moment("since", person.askedAt())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> keeping.approve(operator, id, word.why(NUMBER_MAX));
            case "decline" -> keeping.decline(operator, id);
            default -> throw Docket.unknownAnswer();
        }
    }
}
