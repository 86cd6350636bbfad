package org.cunlu.orders.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.kernel.money.Fen;
import org.cunlu.orders.Order;
import org.junit.jupiter.api.Test;

/** Books the events of docs/ledger.md again and compares with what stands there. */
class WorkedExampleTest {
    private static final String COUNTY = "500233";
    private static final String GATEWAY = "SANDBOX";

    private static List<Journal> booked() {
        Order o1 = order("O1", "S1", 5_990, 350, false);
        Order o3 = order("O3", "S1", 2_000, 230, false);
        Order o4 = order("O4", "S2", 10_000, 1_600, true);
        return List.of(
                Journals.captured(COUNTY, GATEWAY, "P1", Map.of("O1", 6_340L, "O2", 1_050L)),
                Journals.delivered(o1, o1.toNode(), commission(283, 17)),
                Journals.refundDue(COUNTY, "R1", "O2", 1_050),
                Journals.refunded(COUNTY, GATEWAY, "R1", "O2", 1_050),
                Journals.cashTaken(o3, "V1", 2_200),
                Journals.delivered(o3, o3.toNode(), commission(94, 6)),
                Journals.captured(COUNTY, GATEWAY, "P4", Map.of("O4", 11_600L)),
                Journals.delivered(o4, o4.toNode(), commission(472, 28)));
    }

    private static SortedMap<String, Long> commission(long revenue, long tax) {
        return new TreeMap<>(Map.of("platform-revenue", revenue, "tax-on-fees", tax));
    }

    @Test
    void everyRowIsAsWritten() throws IOException {
        var rows = new ArrayList<String>();
        for (Journal journal : booked()) {
            for (Posting posting : journal.postings()) {
                String debit = posting.amountFen() > 0 ? " " + posting.amountFen() : "";
                String credit = posting.amountFen() < 0 ? " " + -posting.amountFen() : "";
                rows.add("| " + journal.kind() + " | " + journal.cause() + " | " + posting.account() + " |" + debit
                        + " |" + credit + " |");
            }
        }
        assertThat(table("| journal | cause |")).isEqualTo(rows);
    }

    @Test
    void theBalancesAreAsWritten() throws IOException {
        var balances = new TreeMap<String, Long>();
        booked().forEach(journal -> journal.postings()
                .forEach(posting -> balances.merge(posting.account(), posting.amountFen(), Math::addExact)));
        balances.values().removeIf(balance -> balance == 0);
        var rows = new ArrayList<String>();
        balances.forEach((account, balance) -> rows.add("| " + account + " | " + balance + " |"));
        assertThat(table("| balance of |")).isEqualTo(rows);
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
    }

    private static Order order(String id, String seller, long goods, long freight, boolean outside) {
        return Samples.order(id, seller, goods, freight, 0, Fen.share(goods, 500), 60, outside);
    }

    /** @return rows of the table with this head */
    private static List<String> table(String head) throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        Path file = Files.exists(folder.resolve("docs/ledger.md"))
                ? folder.resolve("docs/ledger.md")
                : folder.resolveSibling("docs/ledger.md");
        return Files.readAllLines(file).stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
