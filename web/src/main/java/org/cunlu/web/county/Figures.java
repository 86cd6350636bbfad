package org.cunlu.web.county;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.DepartureBoard;
import org.cunlu.logistics.Flows;
import org.cunlu.logistics.StockOuts;
import org.cunlu.orders.CountyBooks;

/**
 * The county's figures of a time, each as its module tells it.
 * @param runs of the last seven days before today
 * @param outs the first hundred @param moreOuts whether there are more
 * @param names of the nodes of {@code outs}
 */
public record Figures(
        List<Flows.Kept> kept,
        List<DepartureBoard.Filled> runs,
        List<CountyBooks.Standing> books,
        List<StockOuts.Out> outs,
        boolean moreOuts,
        Map<String, String> names) {
    private static final String NOTHING = "–";
    private static final Set<String> OWED = Set.of(
            "seller-payable",
            "seller-released",
            "live-host-payable",
            "live-station-payable",
            "station-fee-payable",
            "carrier-payable");

    /** @return such as 96.4%; a dash where there is nothing to reckon with */
    public static String share(long part, long whole) {
        return whole == 0 ? NOTHING : Math.round(part * 1_000.0 / whole) / 10.0 + "%";
    }

    public String onTime() {
        return share(
                kept.stream().mapToLong(Flows.Kept::onTime).sum(),
                kept.stream().mapToLong(Flows.Kept::due).sum());
    }

    public String filled() {
        return share(
                runs.stream().mapToLong(DepartureBoard.Filled::heldGrams).sum(),
                runs.stream().mapToLong(DepartureBoard.Filled::takesGrams).sum());
    }

    public String empty() {
        return share(
                runs.stream().mapToLong(DepartureBoard.Filled::empty).sum(),
                runs.stream().mapToLong(DepartureBoard.Filled::sections).sum());
    }

    /** @return lines that had something aboard, the fullest first */
    public List<DepartureBoard.Filled> loaded() {
        return runs.stream()
                .filter(each -> each.heldGrams() > 0 || each.empty() < each.sections())
                .sorted(Comparator.comparingDouble(each -> -(double) each.heldGrams() / Math.max(1, each.takesGrams())))
                .toList();
    }

    /** @return what stations and drivers have in cash */
    public String cash() {
        return yuan(books.stream()
                .filter(each -> each.kind().equals("cash-held") || each.kind().equals("cash-in-transit"))
                .mapToLong(CountyBooks.Standing::fen)
                .sum());
    }

    /** @return what is owed to sellers, hosts, stations and carriers */
    public String owed() {
        return yuan(-books.stream()
                .filter(each -> OWED.contains(each.kind()))
                .mapToLong(CountyBooks.Standing::fen)
                .sum());
    }

    public String outOfStock() {
        return outs.size() + (moreOuts ? "+" : "");
    }

    /** @return for a glance: whole yuan */
    private static String yuan(long fen) {
        return "¥" + Math.round(fen / 100.0);
    }

    public static String money(long fen) {
        return Fen.text(fen);
    }
}
