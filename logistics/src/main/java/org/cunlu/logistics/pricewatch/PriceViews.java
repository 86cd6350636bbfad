package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.pricewatch.Medians.Median;
import org.cunlu.logistics.pricewatch.ReportTable.Priced;

/** Data of the map and the curve of a price. */
@Singleton
class PriceViews {
    private static final int DAYS_MAX = 366;

    private final ReportTable reports;
    private final Medians medians;
    private final Supplies supplies;
    private final Network network;
    private final String county;

    PriceViews(
            ReportTable reports,
            Medians medians,
            Supplies supplies,
            Network network,
            @Value("${cunlu.county.code}") String county) {
        this.reports = reports;
        this.medians = medians;
        this.supplies = supplies;
        this.network = network;
        this.county = county;
    }

    /** A township on the map. @param fen a kilogram, the middle one @param days of supply */
    @Serdeable
    @io.swagger.v3.oas.annotations.media.Schema(name = "PriceSpot")
    record Spot(
            String townshipCode,
            @Nullable String name,
            @Nullable Double latitude,
            @Nullable Double longitude,
            long fen,
            int places,
            @Nullable Long days) {
        static final List<String> HEADER =
                List.of("township", "name", "latitude", "longitude", "price_fen", "places", "days_of_supply");

        List<?> cells() {
            return Arrays.asList(townshipCode, name, latitude, longitude, fen, places, days);
        }
    }

    /** A day of the curve. */
    @Serdeable
    @io.swagger.v3.oas.annotations.media.Schema(name = "PricePoint")
    record Point(LocalDate day, long fen, int places) {
        static final List<String> HEADER = List.of("day", "price_fen", "places");

        List<?> cells() {
            return List.of(day, fen, places);
        }
    }

    List<Spot> map(String commodity, LocalDate day) {
        Map<String, List<Priced>> prices = reports.accepted(county, commodity, null, day, day).stream()
                .collect(Collectors.groupingBy(Priced::townshipCode, TreeMap::new, Collectors.toList()));
        Map<String, Node> nodes = network.nodes(prices.keySet());
        var days = new TreeMap<String, Long>();
        supplies.supply(day).stream()
                .filter(each -> each.commodity().equals(commodity) && each.days() != null)
                .forEach(each -> days.put(each.townshipCode(), each.days()));
        return prices.entrySet().stream()
                .map(each -> {
                    Node node = nodes.get(each.getKey());
                    Median median = Medians.of(each.getValue());
                    return new Spot(
                            each.getKey(),
                            node == null ? null : node.name(),
                            node == null ? null : node.latitude(),
                            node == null ? null : node.longitude(),
                            median.fen(),
                            median.places(),
                            days.get(each.getKey()));
                })
                .toList();
    }

    /** @throws ProblemException 400 {@code span-too-long} */
    List<Point> curve(String commodity, @Nullable String township, LocalDate from, LocalDate until) {
        if (until.isBefore(from) || until.isAfter(from.plusDays(DAYS_MAX - 1L))) {
            throw ProblemException.invalid("until", "span-too-long", "最多 366 天 · Up to 366 days");
        }
        return medians.byDay(commodity, township, from, until).entrySet().stream()
                .map(each -> new Point(
                        each.getKey(), each.getValue().fen(), each.getValue().places()))
                .toList();
    }
}
