package org.cunlu.bench.checkout;

import java.time.Duration;
import java.util.List;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.measuring.ClosedLoop;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.bench.measuring.OpenLoop;
import org.cunlu.bench.measuring.Round;

/** People who order one piece and cancel it, so that there is room for the next ones however long it lasts; few at once, or more than can be done. */
public final class Overload implements AutoCloseable {
    private final Checkout checkout;
    private final List<ClosedLoop.Client> people;

    private Overload(Checkout checkout) {
        this.checkout = checkout;
        this.people = checkout.clients().stream()
                .<ClosedLoop.Client>map(client -> () -> turn(client))
                .toList();
    }

    /** @param people who are there at most */
    public static Overload prepare(Address address, int people, int offers) {
        return new Overload(Checkout.prepare(address, people, offers));
    }

    /** @param few of the people, each of whom goes on when he is answered */
    public Round saturated(int few, Duration length) {
        return ClosedLoop.run(people.subList(0, few), length);
    }

    /** They come at this rate. */
    public Round open(double perSecond, Duration length) {
        return OpenLoop.run(people, perSecond, length);
    }

    /** @return whether this is what somebody is to be told where too many come */
    public static boolean right(String outcome) {
        return outcome.equals(Turn.DONE)
                || outcome.equals(OpenLoop.NOBODY_FREE)
                || outcome.endsWith(OneLineOrders.PUT_OFF);
    }

    public static boolean putOff(String outcome) {
        return outcome.endsWith(OneLineOrders.PUT_OFF);
    }

    private static Turn turn(OneLineOrders client) {
        // What he could not cancel before is in the way of his next order's room, not of his next order.
        String cancelled = client.tryToGiveBack();
        if (!cancelled.equals(Turn.DONE)) {
            return new Turn(cancelled, 0);
        }
        Turn turn = client.turn();
        if (turn.outcome().equals(Turn.DONE)) {
            client.tryToGiveBack();
        }
        return turn;
    }

    @Override
    public void close() {
        checkout.close();
    }
}
