package org.cunlu.logistics.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.cunlu.kernel.moment.Rival;

/**
 * Two who want what only one can have, or the same twice; the second comes exactly between two steps of the first.
 * @param first and rival what each does, and how he is answered
 * @param end what is there when both are through, the losers' acts included
 */
public record Race(Supplier<String> first, Supplier<String> rival, Supplier<String> end) {
    /**
     * @param moment of the first one's act at which the rival comes; with {@code !} behind it he has to wait there until the first is
     *     through, else he is through before the first goes on
     */
    public void run(String moment, String firstIsTold, String rivalIsTold, String theEnd) {
        boolean waits = moment.endsWith("!");
        String name = waits ? moment.substring(0, moment.length() - 1) : moment;
        try (var second = waits ? Rival.waitingAt(name, rival) : Rival.at(name, rival)) {
            assertThat(first.get()).as("the first").isEqualTo(firstIsTold);
            assertThat(second.ended()).as("the rival").isEqualTo(rivalIsTold);
        }
        assertThat(end.get()).as("the end").isEqualTo(theEnd);
    }
}
