package org.cunlu.logistics.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.Supply;

/** What belongs to a reserve is sent by hand only where a supply line of the reserve leads. */
@Singleton
class ReserveLines {
    private final Supply supply;
    private final Clock clock;

    ReserveLines(Supply supply, Clock clock) {
        this.supply = supply;
        this.clock = clock;
    }

    /** @return what was given @throws ProblemException 409 {@code not-supplied} */
    List<Change> checked(Node from, Node to, List<Change> taken) {
        boolean reserve =
                taken.stream().anyMatch(change -> change.part().owner().reserve());
        if (reserve && !supply.may(Programme.RESERVE, from.code(), to.code(), CountyTime.date(clock.instant()))) {
            throw ProblemException.of(409, "not-supplied", "储备不由它供给此站点 · It does not supply that node's reserve", null)
                    .fact("programme", Programme.RESERVE);
        }
        return taken;
    }
}
