package org.cunlu.web.county;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** All that waits for the operator, each kind from the module whose it is. */
@Singleton
public class Queues {
    private final List<Docket> dockets;

    Queues(Collection<Docket> dockets) {
        this.dockets =
                dockets.stream().sorted(Comparator.comparingInt(Docket::place)).toList();
    }

    /** @param count of what waits, 100 for a hundred and more */
    public record Queue(String kind, long count, boolean more) {
        public String figure() {
            return more ? count + "+" : String.valueOf(count);
        }
    }

    List<Queue> counted(Caller operator) {
        return dockets.stream()
                .map(docket -> {
                    var page = docket.waiting(operator, null, Page.LIMIT_MAX);
                    return new Queue(docket.kind(), page.items().size(), page.next() != null);
                })
                .toList();
    }

    /** @throws ProblemException 404 for no such kind */
    Docket of(String kind) {
        return dockets.stream()
                .filter(docket -> docket.kind().equals(kind))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}
