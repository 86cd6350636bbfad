package org.cunlu.web.county;

import io.micronaut.core.annotation.Nullable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.DepartureBoard;
import org.cunlu.logistics.DrivenWays;
import org.cunlu.logistics.Flows;
import org.cunlu.logistics.StockOuts;
import org.cunlu.orders.CountyBooks;

/**
 * The county's figures of a time, each as its module tells it.
 * @param runs of the last seven days before today
 * @param driven of the same days; null while the roads are unknown
 * @param outs the first hundred @param moreOuts whether there are more
 * @param names of the nodes of {@code outs}
 */
public record Figures(
        List<Flows.Kept> kept,
        List<DepartureBoard.Filled> runs,
        @Nullable List<DrivenWays.Driven> driven,
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

    /** What vehicles of one kind drove. @param kind completes {@code county.driven.} */
    public record Way(String kind, int trips, long metres, long emptyMetres) {}

    /** @return our own vans first, then those that would go without our goods too */
    public List<Way> ways() {
        var ways = new LinkedHashMap<String, Way>();
        Stream.of("tours", "van", "bus", "post").forEach(kind -> ways.put(kind, new Way(kind, 0, 0, 0)));
        (driven == null ? List.<DrivenWays.Driven>of() : driven)
                .forEach(each -> ways.computeIfPresent(
                        kind(each),
                        (kind, way) -> new Way(
                                kind,
                                way.trips() + each.trips(),
                                way.metres() + each.metres(),
                                way.emptyMetres() + each.emptyMetres())));
        return ways.values().stream().filter(way -> way.trips() > 0).toList();
    }

    private static String kind(DrivenWays.Driven driven) {
        return driven.tours() ? "tours" : driven.mode().name().toLowerCase(Locale.ROOT);
    }

    /** @return of our own vans and tours: buses and post go anyway */
    public String emptyWay() {
        List<Way> own = ways().stream()
                .filter(way -> way.kind().equals("tours") || way.kind().equals("van"))
                .toList();
        return share(
                own.stream().mapToLong(Way::emptyMetres).sum(),
                own.stream().mapToLong(Way::metres).sum());
    }

    public static String km(long metres) {
        return String.format(Locale.ROOT, "%,d", Math.round(metres / 1_000.0));
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
