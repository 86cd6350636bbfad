package org.cunlu.logistics.reservefees;

import java.util.List;
import org.cunlu.logistics.ReserveBooks.Contract;

/**
 * A contract's fees of a period.
 * @param spans in order, without gap, from the period's first day to its last
 * @param clawbackFen of the fees, for tests that failed
 */
record Reckoned(
        Contract contract, FeeRule rule, int rateVersion, List<Span> spans, List<Verdict> verdicts, long clawbackFen) {
    Reckoned {
        spans = List.copyOf(spans);
        verdicts = List.copyOf(verdicts);
    }

    long interestFen() {
        return spans.stream().mapToLong(Span::interestFen).sum();
    }

    long storageFen() {
        return spans.stream().mapToLong(Span::storageFen).sum();
    }

    long spreadFen() {
        return spans.stream().mapToLong(Span::spreadFen).sum();
    }

    long netFen() {
        return interestFen() + storageFen() + spreadFen() - clawbackFen;
    }
}
