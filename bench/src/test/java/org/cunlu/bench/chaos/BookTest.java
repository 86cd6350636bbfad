package org.cunlu.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.cunlu.bench.chaos.Book.Act;
import org.cunlu.bench.chaos.Book.End;
import org.cunlu.bench.chaos.Book.Known;
import org.cunlu.bench.chaos.Book.Unsure;
import org.junit.jupiter.api.Test;

class BookTest {
    private final Book book = new Book();

    @Test
    void whatWasAcknowledgedAndIsThereIsWell() {
        book.placed("anna", "key-1", "g1", List.of("o1", "o2"));

        assertThat(hold(seen("o1", "g1"), seen("o2", "g1"))).isEqualTo(new Verdict(List.of(), List.of(), 0));
    }

    @Test
    void whatWasAcknowledgedAndIsNotThereIsLost() {
        book.placed("anna", "key-1", "g1", List.of("o1", "o2"));

        assertThat(hold(seen("o1", "g1")).lost()).singleElement().asString().contains("o2", "key-1");
    }

    @Test
    void whatNobodyAskedForIsThereTwice() {
        book.placed("anna", "key-1", "g1", List.of("o1"));

        assertThat(hold(seen("o1", "g1"), seen("o9", "g9")).duplicated()).hasSize(1);
        assertThat(hold(seen("o1", "g1"), seen("o9", "g1")).duplicated()).hasSize(1);
        assertThat(hold(seen("o1", "g1"), seen("o1", "g1")).duplicated()).hasSize(1);
    }

    @Test
    void aRequestWithoutAnAnswerMayBeThereOnceOrNot() {
        book.nobodyKnows(unsure("key-1"));

        assertThat(hold()).isEqualTo(new Verdict(List.of(), List.of(), 0));
        assertThat(hold(seen("o1", "g1"))).isEqualTo(new Verdict(List.of(), List.of(), 1));
        assertThat(hold(seen("o1", "g1"), seen("o2", "g2")).duplicated()).hasSize(1);
    }

    @Test
    void aRefusalAfterALostAnswerLeavesItOpenAndOneWithoutDoesNot() {
        book.notPlaced(unsure("key-1"), false, "sold-out");
        assertThat(hold(seen("o1", "g1")).duplicated()).hasSize(1);

        book.notPlaced(unsure("key-1"), true, "sold-out");
        assertThat(hold(seen("o1", "g1")).clean()).isTrue();

        book.settledAsAbsent("key-1");
        assertThat(hold(seen("o1", "g1")).duplicated()).hasSize(1);
        assertThat(book.refusals()).containsEntry("PLACE sold-out", 2L);
    }

    @Test
    void aRequestThatIsAnsweredAtLastIsNotOpenAnyMore() {
        book.nobodyKnows(unsure("key-1"));
        book.placed("anna", "key-1", "g1", List.of("o1"));

        assertThat(book.unsure()).isEmpty();
        assertThat(hold(seen("o1", "g1")).clean()).isTrue();
        assertThat(hold().lost()).hasSize(1);
    }

    @Test
    void oneKeyHasOneGroupAndOneGroupHasOneKey() {
        book.placed("anna", "key-1", "g1", List.of("o1"));
        book.placed("anna", "key-1", "g1", List.of("o1"));
        assertThat(book.contradictions()).isEmpty();

        book.placed("anna", "key-1", "g2", List.of("o2"));
        assertThat(book.contradictions()).hasSize(1);

        book.placed("anna", "key-3", "g1", List.of("o1"));
        assertThat(book.contradictions()).hasSize(2);
        assertThat(book.counted(Act.PLACE, End.ACKNOWLEDGED)).isEqualTo(2);
    }

    @Test
    void whatWasPaidIsPaidUnlessItWasOrMayHaveBeenCancelled() {
        book.placed("anna", "key-1", "g1", List.of("o1"));
        book.paid("g1", Known.MAYBE);
        assertThat(hold(seen("o1", "g1", "OPEN", "UNPAID")).clean()).isTrue();

        book.paid("g1", Known.YES);
        assertThat(hold(seen("o1", "g1", "OPEN", "UNPAID")).lost()).hasSize(1);
        assertThat(hold(seen("o1", "g1", "OPEN", "PAID")).clean()).isTrue();
        assertThat(hold(seen("o1", "g1", "CANCELLED", "REFUNDED")).lost()).hasSize(1);

        book.cancelled("g1", "o1", Known.MAYBE);
        assertThat(hold(seen("o1", "g1", "CANCELLED", "REFUNDED")).clean()).isTrue();
        assertThat(hold(seen("o1", "g1", "OPEN", "PAID")).clean()).isTrue();

        book.cancelled("g1", "o1", Known.YES);
        assertThat(hold(seen("o1", "g1", "OPEN", "PAID")).lost()).hasSize(1);
    }

    @Test
    void whatIsKnownIsNotForgottenByALaterDoubt() {
        book.placed("anna", "key-1", "g1", List.of("o1"));
        book.paid("g1", Known.YES);
        book.paid("g1", Known.MAYBE);
        assertThat(hold(seen("o1", "g1", "OPEN", "UNPAID")).lost()).hasSize(1);

        book.cancelled("g1", "o1", Known.YES);
        book.cancelled("g1", "o1", Known.MAYBE);
        assertThat(hold(seen("o1", "g1", "OPEN", "PAID")).lost()).hasSize(1);
    }

    @Test
    void whatWasPickedUpIsCompleted() {
        book.placed("anna", "key-1", "g1", List.of("o1"));
        book.pickedUp("g1", "o1");

        assertThat(hold(seen("o1", "g1", "OPEN", "PAID")).lost()).hasSize(1);
        assertThat(hold(seen("o1", "g1", "COMPLETED", "PAID")).clean()).isTrue();
    }

    private Verdict hold(Seen... seen) {
        return book.hold(Map.of("anna", List.of(seen)));
    }

    private static Seen seen(String order, String group) {
        return seen(order, group, "OPEN", "UNPAID");
    }

    private static Seen seen(String order, String group, String lifecycle, String payment) {
        return new Seen(order, group, lifecycle, payment);
    }

    private static Unsure unsure(String key) {
        return new Unsure("anna", key, new byte[0]);
    }
}
