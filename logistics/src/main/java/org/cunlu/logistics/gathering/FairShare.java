package org.cunlu.logistics.gathering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides pieces among those who are owed some. Knows no database. */
final class FairShare {
    private FairShare() {}

    /**
     * In proportion to what each is owed, by the largest remainder; of equal ones the first goes first.
     * @param pieces 0 or more
     * @param owed 0 or more each
     * @return in the same order, none more than it is owed, together {@code pieces} or all that is owed
     */
    static List<Long> of(long pieces, List<Long> owed) {
        long all = owed.stream().mapToLong(Long::longValue).sum();
        if (pieces >= all) {
            return List.copyOf(owed);
        }
        var shares = new ArrayList<Long>();
        owed.forEach(each -> shares.add(Math.multiplyExact(each, pieces) / all));
        long left = pieces - shares.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, owed.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -(owed.get(i) * pieces % all)))
                .limit(left)
                .forEach(i -> shares.set(i, shares.get(i) + 1));
        return List.copyOf(shares);
    }
}
